# True division of ints is rounded once, whatever their size.
print(1 / 3, -1 / 3, 7 / 2, 10**20 / 3, 10**40 / 10**39, 2**53 / 1, (2**53 + 1) / 1, (2**54 + 2) / 2)  # expect: 0.3333333333333333 -0.3333333333333333 3.5 3.333333333333333e+19 10.0 9007199254740992.0 9007199254740992.0 9007199254740992.0
print(3 / 10**40, 10**308 / 10**307, 3**700 / 3**699, 1 / 2**1074, 1 / 2**1075, 3 / 2**1075, -1 / 2**1080, 0 / -5, 0 / 5)  # expect: 3e-40 10.0 3.0 5e-324 0.0 1e-323 -0.0 -0.0 0.0
print((2**1024 - 2**970 - 1) / 1, 10**400 / 10**399, 10**400 / 3**800, (10**400 + 1) / -(10**380))  # expect: 1.7976931348623157e+308 10.0 2.0090753457532982e+18 -1e+20
for f in (lambda: 10**400 / 3, lambda: 2**1024 / 1, lambda: (2**1024 - 2**970) / 1):
    try:
        print(f())
    except OverflowError as e:
        print(e)  # expect: integer division result too large for a float
        # expect: integer division result too large for a float
        # expect: integer division result too large for a float
