# math: functions of floats, and what they refuse.
import math
from math import inf, nan, sqrt
print(sqrt(2), sqrt(16), sqrt(10 ** 30), math.pi, math.e, math.tau, inf, nan)
# expect: 1.4142135623730951 4.0 1000000000000000.0 3.141592653589793 2.718281828459045 6.283185307179586 inf nan
print(math.sin(0.5), math.cos(0.5), math.tan(0.5), math.cos(math.pi))
# expect: 0.479425538604203 0.8775825618903728 0.5463024898437905 -1.0
print(math.asin(0.5), math.acos(0.5), math.atan(0.5), math.atan2(1, -2), math.atan2(-0.0, -1))
# expect: 0.5235987755982989 1.0471975511965979 0.4636476090008061 2.677945044588987 -3.141592653589793
print(math.exp(1), math.exp(0), math.exp(-1000), math.exp2(10), math.expm1(1e-10))
# expect: 2.718281828459045 1.0 0.0 1024.0 1.00000000005e-10
print(math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5))
# expect: 1.1752011936438014 1.5430806348152437 0.7615941559557649 0.881373587019543 1.3169578969248166 0.5493061443340548
print(math.log(math.e), math.log(8, 2), math.log2(8), math.log2(10), math.log1p(1))
# expect: 1.0 3.0 3.0 3.321928094887362 0.6931471805599453
print(math.log10(1000), math.log10(2), math.log10(1e-5), math.log10(10 ** 400), math.log(10 ** 400))
# expect: 3.0 0.3010299956639812 -5.0 400.0 921.0340371976182
print(math.log2(2 ** 2000), math.log(3 ** 1000, 3), math.cbrt(-8), math.cbrt(27))
# expect: 2000.0 999.9999999999999 -2.0 3.0000000000000004
print(math.pow(2, 10), math.pow(2, 0.5), math.pow(-8, 3), math.pow(-inf, -3), math.pow(1, nan), math.pow(nan, 0))
# expect: 1024.0 1.4142135623730951 -512.0 -0.0 1.0 1.0
print(math.fmod(-5.5, 3), math.fmod(5, inf), math.remainder(5.5, 3), math.remainder(-5, 2), math.remainder(5, inf))
# expect: -2.5 5.0 -0.5 -1.0 5.0
print(math.fabs(-5), math.copysign(1, -0.0), math.copysign(-3, 2), math.degrees(math.pi), math.radians(180))
# expect: 5.0 -1.0 3.0 180.0 3.141592653589793
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(7), math.ceil(True))  # expect: -3 -2 -2 7 1
print(math.floor(1e20), math.modf(-3.5), math.modf(-inf), math.modf(5), math.modf(-0.0))
# expect: 100000000000000000000 (-0.5, -3.0) (-0.0, -inf) (0.0, 5.0) (-0.0, -0.0)
print(math.frexp(-7), math.frexp(5e-324), math.frexp(0.0), math.frexp(inf))
# expect: (-0.875, 3) (0.5, -1073) (0.0, 0) (inf, 0)
print(math.ldexp(0.7, -1074), math.ldexp(0.5, -1074), math.ldexp(1.5, 1023), math.ldexp(1, -10 ** 30))
# expect: 5e-324 0.0 1.348269851146737e+308 0.0
print(math.nextafter(1, 2), math.nextafter(0, -1), math.nextafter(inf, 0), math.nextafter(-5e-324, 1))
# expect: 1.0000000000000002 -5e-324 1.7976931348623157e+308 -0.0
print(math.ulp(1), math.ulp(0), math.ulp(-5), math.ulp(inf))
# expect: 2.220446049250313e-16 5e-324 8.881784197001252e-16 inf
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1), math.isfinite(inf))  # expect: True True True False
print(math.isclose(1, 1.0000000001), math.isclose(1, 1.1, abs_tol=0.2), math.isclose(inf, inf), math.isclose(nan, nan))
# expect: True True True False
print(math.gamma(5), math.gamma(0.5), math.gamma(-1.5), math.lgamma(3), math.lgamma(100))
# expect: 24.0 1.7724538509055159 2.3632718012073544 0.693147180559945 359.1342053695754
print(math.erf(0.5), math.erf(inf), math.erfc(inf))  # expect: 0.5204998778130465 1.0 0.0


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)


attempt(math.sqrt, -1)  # expect: ValueError math domain error
attempt(math.acos, 2)  # expect: ValueError math domain error
attempt(math.log, 0)  # expect: ValueError math domain error
attempt(math.log, -1)  # expect: ValueError math domain error
attempt(math.log1p, -1)  # expect: ValueError math domain error
attempt(math.atanh, 1)  # expect: ValueError math domain error
attempt(math.sin, inf)  # expect: ValueError math domain error
attempt(math.exp, 1000)  # expect: OverflowError math range error
attempt(math.cosh, 1000)  # expect: OverflowError math range error
attempt(math.expm1, 1000)  # expect: OverflowError math range error
attempt(math.pow, 0, -1)  # expect: ValueError math domain error
attempt(math.pow, -1, 0.5)  # expect: ValueError math domain error
attempt(math.pow, 10, 400)  # expect: OverflowError math range error
attempt(math.fmod, 1, 0)  # expect: ValueError math domain error
attempt(math.remainder, inf, 1)  # expect: ValueError math domain error
attempt(math.gamma, 0)  # expect: ValueError math domain error
attempt(math.gamma, 172)  # expect: OverflowError math range error
attempt(math.lgamma, -1)  # expect: ValueError math domain error
attempt(math.ldexp, 1.0, 5000)  # expect: OverflowError math range error
attempt(math.ldexp, 1.0, 2.5)  # expect: TypeError Expected an int as second argument to ldexp.
attempt(math.log, 10, 1)  # expect: ZeroDivisionError float division by zero
attempt(math.floor, nan)  # expect: ValueError cannot convert float NaN to integer
attempt(math.ceil, inf)  # expect: OverflowError cannot convert float infinity to integer
attempt(math.floor, "x")  # expect: TypeError must be real number, not str
attempt(math.trunc, "x")  # expect: TypeError type str doesn't define __trunc__ method
attempt(math.sin)  # expect: TypeError math.sin() takes exactly one argument (0 given)
attempt(math.sin, 1, 2)  # expect: TypeError math.sin() takes exactly one argument (2 given)
attempt(math.sin, "x")  # expect: TypeError must be real number, not str
attempt(math.sin, 10 ** 400)  # expect: OverflowError int too large to convert to float
attempt(math.atan2, 1)  # expect: TypeError atan2 expected 2 arguments, got 1
attempt(math.log)  # expect: TypeError math.log requires 1 to 2 arguments
attempt(math.log, 1, 2, 3)  # expect: TypeError math.log requires 1 to 2 arguments
attempt(math.isclose, 1)  # expect: TypeError isclose() missing required argument 'b' (pos 2)
attempt(math.isclose, 1, 1, rel_tol=-1)  # expect: ValueError tolerances must be non-negative
