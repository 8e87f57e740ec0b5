# Rounding is exact and goes to even at ties.
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.4), round(2.6), round(1e20), round(0.49999999999999994), round(-2.5), round(1e15 + 0.5))  # expect: 0 2 2 0 -2 2 3 100000000000000000000 0 -2 1000000000000000
print(round(2.675, 2), round(1.005, 2), round(0.125, 2), round(0.375, 2), round(2.5, 0), round(3.5, 0), round(1234.5678, 2), round(1234.5678, -2), round(1250.0, -2), round(1350.0, -2), round(-1234.5, -3))  # expect: 2.67 1.0 0.12 0.38 2.0 4.0 1234.57 1200.0 1200.0 1400.0 -1000.0
print(round(1.5, 300), round(1.5, 400), round(1.5, -400), round(-1.5, -400), round(1e300, -300), round(1e22, -22), round(5e-324, 323), round(5e-324, 400), round(0.0, 2), round(-0.0, 2), round(1e-10, 5), round(-1e-10, 5))  # expect: 1.5 1.5 0.0 -0.0 1e+300 1e+22 0.0 5e-324 0.0 -0.0 0.0 -0.0
print(round(float("inf"), 2), round(float("nan"), 2), round(1.5, None), round(number=2.567, ndigits=1), round(25.0, -1), round(35.0, -1), round(5.015, 2), round(9.995, 2), round(99999.5), round(99.5, 0))  # expect: inf nan 2 2.6 20.0 40.0 5.01 9.99 100000 100.0
for f in (lambda: round(float("inf")), lambda: round(float("nan")), lambda: round(1.7e308, -308), lambda: round(1.5, "a"), lambda: round("a"), lambda: round(1.5, 1.0)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: OverflowError cannot convert float infinity to integer
        # expect: ValueError cannot convert float NaN to integer
        # expect: OverflowError rounded value too large to represent
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError type str doesn't define __round__ method
        # expect: TypeError 'float' object cannot be interpreted as an integer
