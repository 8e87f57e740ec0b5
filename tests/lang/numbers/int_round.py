# Rounding of ints to powers of ten goes to even at ties.
print(round(5), round(-5), round(15, -1), round(25, -1), round(35, -1), round(-15, -1), round(-25, -1), round(14, -1), round(16, -1), round(5, -1), round(6, -1))  # expect: 5 -5 20 20 40 -20 -20 10 20 0 10
print(round(12345, -2), round(12355, -1), round(10**40 + 5 * 10**10, -11), round(10**40, -45), round(6 * 10**39, -40), round(5 * 10**39, -40), round(123, 5), round(123, 0), round(0, -3))  # expect: 12300 12360 10000000000000000000000000000000000000000 0 10000000000000000000000000000000000000000 0 123 123 0
print(round(5, -(10**6)), round(True), round(True, -1), round(99, -2), round(50, -2), round(150, -2), round(2**70, -20), round(5, None))  # expect: 0 1 0 100 0 200 1200000000000000000000 5
print((17).__round__(), (17).__round__(-1), (17).__trunc__(), (17).__floor__(), (17).__ceil__())  # expect: 17 20 17 17 17
for f in (lambda: round(5, "a"), lambda: round(5, 1.0), lambda: (5).__round__(None), lambda: (5).__round__(1, 2), lambda: round(), lambda: round(1, 2, 3)):
    try:
        print(f())
    except TypeError as e:
        print(e)  # expect: 'str' object cannot be interpreted as an integer
        # expect: 'float' object cannot be interpreted as an integer
        # expect: 'NoneType' object cannot be interpreted as an integer
        # expect: __round__ expected at most 1 argument, got 2
        # expect: round() missing required argument 'number' (pos 1)
        # expect: round() takes at most 2 arguments (3 given)
