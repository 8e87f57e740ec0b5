# math: functions of ints, and what they refuse.
import math
print(math.gcd(12, 18, 27), math.gcd(10 ** 40, 6 ** 50), math.gcd(), math.gcd(-4), math.gcd(0, 0), math.gcd(-12, -18))
# expect: 3 1099511627776 0 4 0 6
print(math.lcm(2, 3, 4, 5), math.lcm(10 ** 20, 6 ** 20), math.lcm(), math.lcm(-3), math.lcm(0, 5), math.lcm(-4, 6))
# expect: 60 348678440100000000000000000000 1 3 0 12
print([math.factorial(n) for n in range(21)])
# expect: [1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600, 6227020800, 87178291200, 1307674368000, 20922789888000, 355687428096000, 6402373705728000, 121645100408832000, 2432902008176640000]
print(math.factorial(100))
# expect: 93326215443944152681699238856266700490715968264381621468592963895217599993229915608941463976156518286253697920827223758251185210916864000000000000000000000000
print(math.factorial(1000) % 1000000007, math.factorial(3000).bit_length())  # expect: 641419708 30332
print(math.comb(52, 5), math.comb(100, 50), math.comb(5, 6), math.comb(5, 0), math.comb(67, 33), math.comb(10 ** 20, 3))
# expect: 2598960 100891344545564193334812497256 0 1 14226520737620288370 166666666666666666661666666666666666666700000000000000000000
print(math.perm(5), math.perm(5, 2), math.perm(5, 6), math.perm(100, 30), math.perm(5, 0), math.perm(5, None))
# expect: 120 20 0 7791097137057804874587232499277321440358327700684800000000 1 120
print([math.isqrt(n) for n in (0, 1, 2, 3, 4, 15, 16, 17, 2 ** 30 - 1, 2 ** 52 - 1, 2 ** 64 - 1, 2 ** 64, 10 ** 30)])
# expect: [0, 1, 1, 1, 2, 3, 4, 4, 32767, 67108863, 4294967295, 4294967296, 1000000000000000]
numbers = [10 ** 8, 10 ** 12, 10 ** 16 + 1, 10 ** 20 + 3, 3 ** 200, 7 ** 1000, 2 ** 2000]
print([math.isqrt(n * n) == n and math.isqrt(n * n - 1) == n - 1 and math.isqrt(n * n + 1) == n for n in numbers])
# expect: [True, True, True, True, True, True, True]
print(math.prod([]), math.prod(range(1, 20)), math.prod([1.5, 2, 3]), math.prod([1, 2], start="a"), math.prod([2] * 100))
# expect: 1 121645100408832000 9.0 aa 1267650600228229401496703205376


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


attempt(math.comb, 5)  # expect: TypeError comb expected 2 arguments, got 1
attempt(math.comb, 5, -1)  # expect: ValueError k must be a non-negative integer
attempt(math.comb, -5, 1)  # expect: ValueError n must be a non-negative integer
attempt(math.comb, 5, 2.0)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(math.comb, 10 ** 30, 10 ** 29)  # expect: OverflowError min(n - k, k) must not exceed 9223372036854775807
attempt(math.perm, -5)  # expect: ValueError factorial() not defined for negative values
attempt(math.perm, 5, -1)  # expect: ValueError k must be a non-negative integer
attempt(math.perm, 10 ** 30, 10 ** 29)  # expect: OverflowError k must not exceed 9223372036854775807
attempt(math.factorial, -1)  # expect: ValueError factorial() not defined for negative values
attempt(math.factorial, 2.0)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(math.factorial, 10 ** 30)
# expect: OverflowError factorial() argument should not exceed 9223372036854775807
attempt(math.isqrt, -1)  # expect: ValueError isqrt() argument must be nonnegative
attempt(math.isqrt, 2.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(math.gcd, 4, 6.0)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(math.lcm, "x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(math.prod)  # expect: TypeError prod() takes exactly 1 positional argument (0 given)
attempt(math.prod, [1], 2)  # expect: TypeError prod() takes exactly 1 positional argument (2 given)
attempt(math.prod, 5)  # expect: TypeError 'int' object is not iterable
attempt(math.prod, ["a", "b"])  # expect: TypeError can't multiply sequence by non-int of type 'str'
