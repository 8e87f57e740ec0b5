# Floats and ints compare by their exact values.
inf = float("inf")
nan = float("nan")
print(1.0 == 1, 0.1 + 0.2 == 0.3, 2.0**53 == 2**53, 2.0**53 == 2**53 + 1, 2.0**53 < 2**53 + 1, 1e22 == 10**22, 1e23 == 10**23, 1e23 < 10**23, 1e300 < 10**300, 1e300 == 10**300, -1e23 > -(10**23))  # expect: True False True False True True False True False False True
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, nan == 10**400, inf > 10**400, -inf < -(10**400), inf == inf, inf < 10**400, 10**400 < inf, 10**400 > 1e308, 1 < nan, 10**400 != nan)  # expect: False True False False False False True True True False True True False True
print(0.0 == -0.0, 1.5 < 2, 2 > 1.5, 1 <= 1.0, 1.5 >= 10**30, 5 == 5.5, 2**60 < 2.0**60 * 1.5, 2**1000 == 2.0**1000, 2**1000 + 1 > 2.0**1000, 2**1000 - 1 < 2.0**1000)  # expect: True True True True False False True True True True
print(sorted([3, 2.5, 10**20, -1.5, 1e20, 0]), max(1, 1.0), max(1.0, 1), min(nan, 1), [nan] == [nan], nan in [nan])  # expect: [-1.5, 0, 2.5, 3, 100000000000000000000, 1e+20] 1 1.0 nan True True
print(1.5 == "a", 1.5 != None)  # expect: False True
try:
    1.5 < "a"
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'float' and 'str'
