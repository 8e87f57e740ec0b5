print(abs(-5), abs(5), abs(-5.5), abs(-(10**30)), abs(True), divmod(7, 2), divmod(-7, 2.0), divmod(10**30, 7), pow(2, 10), pow(2.0, 3), round(2.567, 1), bin(10), oct(10), hex(10))  # expect: 5 5 5.5 1000000000000000000000000000000 1 (3, 1) (-4.0, 1.0) (142857142857142857142857142857, 1) 1024 8.0 2.6 0b1010 0o12 0xa
for f in (lambda: abs(), lambda: abs(1, 2), lambda: abs("a"), lambda: divmod(1), lambda: divmod(1, 2, 3), lambda: divmod("a", 1), lambda: bin(), lambda: hex("a"), lambda: pow(1), lambda: round("a"), lambda: abs(x=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)  # expect: abs() takes exactly one argument (0 given)
        # expect: abs() takes exactly one argument (2 given)
        # expect: bad operand type for abs(): 'str'
        # expect: divmod expected 2 arguments, got 1
        # expect: divmod expected 2 arguments, got 3
        # expect: unsupported operand type(s) for divmod(): 'str' and 'int'
        # expect: bin() takes exactly one argument (0 given)
        # expect: 'str' object cannot be interpreted as an integer
        # expect: pow() missing required argument 'exp' (pos 2)
        # expect: type str doesn't define __round__ method
        # expect: abs() takes no keyword arguments
