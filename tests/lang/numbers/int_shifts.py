# Shifts; those of negative numbers round down.
print(1 << 0, 1 << 29, 1 << 30, 1 << 31, 1 << 100, 5 << 28, -5 << 28, 0 << 10**20, -1 << 60, 2**29 << 1)  # expect: 1 536870912 1073741824 2147483648 1267650600228229401496703205376 1342177280 -1342177280 0 -1152921504606846976 1073741824
print(2**100 >> 99, 2**100 >> 100, 2**100 >> 101, -1 >> 1, -5 >> 1, -2**100 >> 99, -2**100 >> 200, -(2**100) - 1 >> 100, 7 >> 1)  # expect: 2 1 0 -1 -3 -2 -1 -2 3
print((2**100 + 12345) >> 30, -(2**100 + 12345) >> 30, -(2**90) >> 30, -(2**90) >> 60, -(2**90) - 1 >> 60, 10**30 >> 0, -(10**30) >> 0)  # expect: 1180591620717411303424 -1180591620717411303425 -1152921504606846976 -1073741824 -1073741825 1000000000000000000000000000000 -1000000000000000000000000000000
print(5 >> 10**30, -5 >> 10**30, 10**40 >> 10**30, -(10**40) >> 10**30, 1000 >> 30, -1000 >> 31, 1000 >> 5)  # expect: 0 -1 0 -1 0 -1 31
n = 5
n <<= 40
n >>= 38
print(n, True << 3, 8 >> True)  # expect: 20 8 4
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 10**30, lambda: 1 << 1.0, lambda: 1.0 >> 1, lambda: 10**30 >> -(10**30)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError negative shift count
        # expect: ValueError negative shift count
        # expect: OverflowError too many digits in integer
        # expect: TypeError unsupported operand type(s) for <<: 'int' and 'float'
        # expect: TypeError unsupported operand type(s) for >>: 'float' and 'int'
        # expect: ValueError negative shift count
