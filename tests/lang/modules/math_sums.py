# math: fsum rounds once; dist and hypot.
import math
from math import inf, nan
print(math.fsum([.1] * 10), sum([.1] * 10), math.fsum([]), math.fsum([1e16, 1, -1e16]))
# expect: 1.0 0.9999999999999999 0.0 1.0
print(math.fsum([1e100, 1.0, -1e100, 1e-100]), math.fsum([inf, 1]), math.fsum([nan, 1]), math.fsum([0.5, 2 ** -54, 2 ** -108]))
# expect: 1.0 inf nan 0.5000000000000001
print(math.fsum(range(10)), math.fsum([1e-320] * 3), math.fsum([2 ** 53, -0.5, -2 ** -54]))
# expect: 45.0 3e-320 9007199254740991.0
print(math.hypot(), math.hypot(-3), math.hypot(3, 4), math.hypot(1, 1), math.hypot(1, 2, 3, 4))
# expect: 0.0 3.0 5.0 1.4142135623730951 5.477225575051661
print(math.hypot(1e200, 1e200), math.hypot(1e-200, 1e-200), math.hypot(inf, nan), math.hypot(nan, 1), math.hypot(5e-324, 5e-324))
# expect: 1.414213562373095e+200 1.414213562373095e-200 inf nan 5e-324
print(math.dist([1, 2], (4, 6)), math.dist([], []), math.dist((1, 1, 1), (2, 2, 2)), math.dist([0.1], [0.4]))
# expect: 5.0 0.0 1.7320508075688772 0.30000000000000004


def attempt(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


attempt(math.fsum, [1e308, 1e308])  # expect: OverflowError intermediate overflow in fsum
attempt(math.fsum, [inf, -inf])  # expect: ValueError -inf + inf in fsum
attempt(math.fsum, ["x"])  # expect: TypeError must be real number, not str
attempt(math.fsum, 5)  # expect: TypeError 'int' object is not iterable
attempt(math.hypot, "x")  # expect: TypeError must be real number, not str
attempt(math.dist, [1], [1, 2])  # expect: ValueError both points must have the same number of dimensions
attempt(math.dist, 5, 6)  # expect: TypeError 'int' object is not iterable
attempt(math.dist, [1], ["x"])  # expect: TypeError must be real number, not str
attempt(math.dist, [1])  # expect: TypeError dist expected 2 arguments, got 1
