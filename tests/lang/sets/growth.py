import sys
s = set()
sizes = []
for i in range(320):
    s.add(i)
    if not sizes or sizes[-1][1] != sys.getsizeof(s):
        sizes.append((len(s), sys.getsizeof(s)))
print(sizes)  # expect: [(1, 216), (5, 728), (19, 2264), (77, 8408), (307, 32984)]
print([sys.getsizeof({*range(n)}) for n in range(0, 40, 4)])  # expect: [216, 216, 728, 728, 728, 2264, 2264, 2264, 2264, 2264]
print([sys.getsizeof(set(set(range(n)))) for n in range(0, 40, 4)])  # expect: [216, 216, 728, 728, 1240, 1240, 1240, 1240, 2264, 2264]
print([sys.getsizeof(set(range(n)) | set(range(n))) for n in range(0, 40, 4)])  # expect: [216, 728, 728, 1240, 1240, 2264, 2264, 2264, 2264, 2264]
print(sys.getsizeof({1, 2, 3, 4, 5}), sys.getsizeof(frozenset()), sys.getsizeof(frozenset(range(9))), sys.getsizeof(iter({1})))  # expect: 472 216 728 64
for i in range(310):
    s.remove(i)
print(len(s), sys.getsizeof(s), sys.getsizeof(s.copy()))  # expect: 10 32984 728
s -= {310}
print(len(s), sys.getsizeof(s))  # expect: 9 32984
s.clear()
print(sys.getsizeof(s))  # expect: 216
s = {1, 2, 3, 4}
for i in range(1000):
    s.remove(i + 1)
    s.add(i + 5)
print(sys.getsizeof(s), sorted(s))  # expect: 728 [1001, 1002, 1003, 1004]
