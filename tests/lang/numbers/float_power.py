print(2.0**3, 2.0**0.5, 4**0.5, 2.0**-1, 10.0**2, 0.0**0, 0.0**5, (-2.0)**3, (-8.0)**2, 1.5**2, 2**-2, 1e10**10, 0.5**1000, (-0.0)**3, (-0.0)**2, 9**0.5, 1.0**10**6)  # expect: 8.0 1.4142135623730951 2.0 0.5 100.0 1.0 0.0 -8.0 64.0 2.25 0.25 1e+100 9.332636185032189e-302 -0.0 0.0 3.0 1.0
inf = float("inf")
nan = float("nan")
print(inf**2, inf**-1, (-inf)**3, (-inf)**2, 0.0**inf, 0.5**inf, 2**inf, 2**-inf, (-1.0)**inf, 1**nan, nan**0, nan**1, 0.0**-inf, (-2.0)**inf, inf**0)  # expect: inf 0.0 -inf inf 0.0 0.0 inf 0.0 1.0 1.0 1.0 nan inf inf 1.0
for f in (lambda: 0.0**-1, lambda: 0**-1, lambda: 0.0**-0.5, lambda: 1e308**2, lambda: 10.0**400, lambda: (-10.0)**401, lambda: 2.0**"a", lambda: 2.0**10**400, lambda: pow(2.0, 3.0, 5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ZeroDivisionError 0.0 cannot be raised to a negative power
        # expect: ZeroDivisionError 0.0 cannot be raised to a negative power
        # expect: ZeroDivisionError 0.0 cannot be raised to a negative power
        # expect: OverflowError (34, 'Numerical result out of range')
        # expect: OverflowError (34, 'Numerical result out of range')
        # expect: OverflowError (34, 'Numerical result out of range')
        # expect: TypeError unsupported operand type(s) for ** or pow(): 'float' and 'str'
        # expect: OverflowError int too large to convert to float
        # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
