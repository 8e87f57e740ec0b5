# pow with a modulus, which may be negative, and with negative exponents.
print(pow(3, 100, 7), pow(3, 100, -7), pow(-3, 101, 1000), pow(10, 0, 1), pow(10, 5, 1), pow(0, 0, 5), pow(5, 3, 10**20))  # expect: 4 -3 997 0 0 1 125
print(pow(3, 10**50, 10**30 + 57), pow(123456789, 2**200 + 3, 2**127 - 1), pow(-7, 10**9, -(10**9) - 7))  # expect: 235976102356671331824079183586 65766586384139712345898050366209427639 -687443162
print(pow(3, -1, 7), pow(3, -2, 7), pow(38, -1, 97), pow(-3, -1, 7), pow(3, -1, -7), pow(10**20, -1, 10**9 + 7))  # expect: 5 4 23 2 -2 154489797
print(pow(2, 3, None), pow(2, 0.5), pow(base=2, exp=3), pow(2, exp=10, mod=1000), pow(True, 5, 3))  # expect: 8 1.4142135623730951 8 24 1
for f in (lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow(0, -1, 7), lambda: pow(2.0, 3, 5), lambda: pow(2, 3, 5.0), lambda: pow(2, "a", 5), lambda: pow("a", 2, 5), lambda: pow(2), lambda: pow()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError pow() 3rd argument cannot be 0
        # expect: ValueError base is not invertible for the given modulus
        # expect: ValueError base is not invertible for the given modulus
        # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
        # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
        # expect: TypeError unsupported operand type(s) for ** or pow(): 'int', 'str', 'int'
        # expect: TypeError unsupported operand type(s) for ** or pow(): 'str', 'int', 'int'
        # expect: TypeError pow() missing required argument 'exp' (pos 2)
        # expect: TypeError pow() missing required argument 'base' (pos 1)
