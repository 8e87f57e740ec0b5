# Operands that do not go together.
for f in (lambda: 1 + "a", lambda: 1 - None, lambda: [] * 1.5, lambda: 1 / "a", lambda: 1 // [], lambda: 1 % None, lambda: 2 ** "a", lambda: 1 << 1.5, lambda: 1 & 1.5, lambda: 1 | None, lambda: 1 ^ "a", lambda: divmod(1, "a"), lambda: 1 < "a", lambda: 1 >= None, lambda: -"a", lambda: +[], lambda: ~1.5, lambda: abs("a"), lambda: 1 @ 2, lambda: pow(1, None)):
    try:
        print(f())
    except TypeError as e:
        print(e)  # expect: unsupported operand type(s) for +: 'int' and 'str'
        # expect: unsupported operand type(s) for -: 'int' and 'NoneType'
        # expect: can't multiply sequence by non-int of type 'float'
        # expect: unsupported operand type(s) for /: 'int' and 'str'
        # expect: unsupported operand type(s) for //: 'int' and 'list'
        # expect: unsupported operand type(s) for %: 'int' and 'NoneType'
        # expect: unsupported operand type(s) for ** or pow(): 'int' and 'str'
        # expect: unsupported operand type(s) for <<: 'int' and 'float'
        # expect: unsupported operand type(s) for &: 'int' and 'float'
        # expect: unsupported operand type(s) for |: 'int' and 'NoneType'
        # expect: unsupported operand type(s) for ^: 'int' and 'str'
        # expect: unsupported operand type(s) for divmod(): 'int' and 'str'
        # expect: '<' not supported between instances of 'int' and 'str'
        # expect: '>=' not supported between instances of 'int' and 'NoneType'
        # expect: bad operand type for unary -: 'str'
        # expect: bad operand type for unary +: 'list'
        # expect: bad operand type for unary ~: 'float'
        # expect: bad operand type for abs(): 'str'
        # expect: unsupported operand type(s) for @: 'int' and 'int'
        # expect: unsupported operand type(s) for ** or pow(): 'int' and 'NoneType'
def augmented(a, op):
    if op == "+=":
        a += "x"
    elif op == "-=":
        a -= None
    elif op == "*=":
        a *= None
    elif op == "/=":
        a /= "x"
    elif op == "//=":
        a //= "x"
    elif op == "%=":
        a %= "x"
    elif op == "**=":
        a **= "x"
    elif op == "<<=":
        a <<= 1.5
    elif op == "&=":
        a &= 1.5
    return a


for op in ("+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", "&="):
    try:
        augmented(5, op)
    except TypeError as e:
        print(e)  # expect: unsupported operand type(s) for +=: 'int' and 'str'
        # expect: unsupported operand type(s) for -=: 'int' and 'NoneType'
        # expect: unsupported operand type(s) for *=: 'int' and 'NoneType'
        # expect: unsupported operand type(s) for /=: 'int' and 'str'
        # expect: unsupported operand type(s) for //=: 'int' and 'str'
        # expect: unsupported operand type(s) for %=: 'int' and 'str'
        # expect: unsupported operand type(s) for **=: 'int' and 'str'
        # expect: unsupported operand type(s) for <<=: 'int' and 'float'
        # expect: unsupported operand type(s) for &=: 'int' and 'float'
