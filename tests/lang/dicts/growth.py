# Sizes of tables as CPython 3.11 gives them.
import sys
d = {}
sizes = []
for i in range(200):
    d[i] = i
    if not sizes or sizes[-1][1] != sys.getsizeof(d):
        sizes.append((len(d), sys.getsizeof(d)))
print(sizes)  # expect: [(1, 224), (6, 352), (11, 632), (22, 1168), (43, 2264), (86, 4688), (171, 9304)]
d = {}
sizes = []
for i in range(200):
    d[str(i)] = i
    if not sizes or sizes[-1][1] != sys.getsizeof(d):
        sizes.append((len(d), sys.getsizeof(d)))
print(sizes)  # expect: [(1, 184), (6, 272), (11, 464), (22, 832), (43, 1584), (86, 3328), (171, 6576)]
print(sys.getsizeof({}), sys.getsizeof({'a': 1}), sys.getsizeof({1: 1}))  # expect: 64 184 224
d = {'a': 1}
d[1] = 1
print(sys.getsizeof(d))  # expect: 352
d = dict.fromkeys(range(100))
for i in range(90):
    del d[i]
print(sys.getsizeof(d), sys.getsizeof(d.copy()))  # expect: 4688 352
print(sys.getsizeof(dict.fromkeys({'a': 1})), sys.getsizeof(dict.fromkeys(['a'])))  # expect: 272 184
