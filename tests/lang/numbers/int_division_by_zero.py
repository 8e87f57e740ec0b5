# The texts of the errors.
for name, f in (("//", lambda: 1 // 0), ("%", lambda: 1 % 0), ("/", lambda: 1 / 0), ("divmod", lambda: divmod(1, 0)), ("big //", lambda: 10**40 // 0), ("big /", lambda: 10**40 / 0), ("**", lambda: 0 ** -1), ("bool", lambda: True % False)):
    try:
        f()
    except ZeroDivisionError as e:
        print(name, e)  # expect: // integer division or modulo by zero
        # expect: % integer modulo by zero
        # expect: / division by zero
        # expect: divmod integer division or modulo by zero
        # expect: big // integer division or modulo by zero
        # expect: big / division by zero
        # expect: ** 0.0 cannot be raised to a negative power
        # expect: bool integer modulo by zero
