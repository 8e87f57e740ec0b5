print(1.5 + 2, 2 + 1.5, 1.5 - 2, 2 - 1.5, 1.5 * 2, 2 * 1.5, 1.5 / 2, 3 / 1.5, 0.1 + 0.2, 1e308 * 10, -1e308 * 10, 1e-320 / 10, 1.0 + True, 2**60 + 0.5, 10**300 * 1.5)  # expect: 3.5 3.5 -0.5 0.5 3.0 3.0 0.75 2.0 0.30000000000000004 inf -inf 1e-321 2.0 1.152921504606847e+18 1.5e+300
print(-0.0, 0.0 * -1, -0.0 + 0.0, 0.0 - 0.0, -(0.0), 1.0 - 1.0, +(-0.0), abs(-0.0), abs(-1.5), -1.5, +1.5)  # expect: -0.0 -0.0 0.0 0.0 -0.0 0.0 -0.0 0.0 1.5 -1.5 1.5
inf = float("inf")
nan = float("nan")
print(inf + 1, inf - inf, inf * 0, inf / inf, 1 / inf, -1 / inf, nan + 1, inf * -2, inf + -inf)  # expect: inf nan nan nan 0.0 -0.0 nan -inf nan
x = 1.5
x += 1
x *= 3
x -= 0.5
x /= 2
x **= 2
x //= 3
x %= 2.5
print(x)  # expect: 1.5
for f in (lambda: 1.0 / 0, lambda: 1.0 / 0.0, lambda: 1 / 0.0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 1.5 + 10**400, lambda: 10**400 * 1.5, lambda: 1.5 + "a", lambda: 1.5 & 1, lambda: 1.5 << 1, lambda: ~1.5, lambda: 1.5 - None):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ZeroDivisionError float division by zero
        # expect: ZeroDivisionError float division by zero
        # expect: ZeroDivisionError float division by zero
        # expect: ZeroDivisionError float floor division by zero
        # expect: ZeroDivisionError float modulo
        # expect: ZeroDivisionError float divmod()
        # expect: OverflowError int too large to convert to float
        # expect: OverflowError int too large to convert to float
        # expect: TypeError unsupported operand type(s) for +: 'float' and 'str'
        # expect: TypeError unsupported operand type(s) for &: 'float' and 'int'
        # expect: TypeError unsupported operand type(s) for <<: 'float' and 'int'
        # expect: TypeError bad operand type for unary ~: 'float'
        # expect: TypeError unsupported operand type(s) for -: 'float' and 'NoneType'
