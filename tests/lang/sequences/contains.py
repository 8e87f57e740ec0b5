print(1 in [1, 2], 3 in [1, 2], 1.0 in [1], True in [1], "a" in ["a", "b"], "a" in [], None in [None], None in [0, ""])  # expect: True False True True True False True False
print(1 in (1, 2), 3 not in (1, 2), (1,) in [(1,), 2], [] in [[]], [1] in ([1],), 2**40 in [2**40], 2**40 + 1 in [2**40])  # expect: True True True True True True False
print("ab" in ["a" + "b"], "\u0416" in ["x", "\u0416"], 1.5 in [1, 1.5], 0.0 in [-0.0], -1 in [1], 1 in [-1])  # expect: True True True True False False
print(5 in range(10), 10 in range(10), 5.0 in range(10), "a" in range(3), True in range(2), -1 in range(-5, 0), 3 in range(0, 10, 2), 4 in range(10, 0, -3), 2**70 in range(2**71))  # expect: True False True False True True False True True
