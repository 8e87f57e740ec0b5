# The first of equal keys stays.
s = {1}
s.add(True)
s.add(1.0)
print(s, {1.0, 1, True}, {True, 1}, set([0, False, 0.0]), {1} | {1.0}, {1} & {1.0}, {1.0} & {1})  # expect: {1} {1.0} {True} {0} {1} {1.0} {1}
nan = float('nan')
print(len({nan, nan}), nan in {nan}, len({float('nan'), float('nan')}), {0.0} == {-0.0})  # expect: 1 True 2 True
print({1, 2} == {1.0, 2.0}, {(1, 2)} & {(1.0, 2)}, {2 ** 70, 2 ** 70 + 1} == {2.0 ** 70, 2 ** 70 + 1})  # expect: True {(1.0, 2)} True
print(len({2 ** 61 - 1, 0}), len({-1, -2}), sorted({-1, -2} | {2 ** 61 - 3}))  # expect: 2 2 [-2, -1, 2305843009213693949]
