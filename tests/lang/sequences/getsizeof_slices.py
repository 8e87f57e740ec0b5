import sys
out = []
for n in range(21):
    l = list(range(20))
    l = l[:]
    del l[0:n]
    out.append((sys.getsizeof(l) - 56) // 8)
print(out)  # expect: [20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 16, 12, 12, 12, 8, 8, 8, 8, 4, 0]
out = []
for n in range(21):
    l = [1, 2, 3, 4][:]
    l[0:0] = [0] * n
    out.append((sys.getsizeof(l) - 56) // 8)
print(out)  # expect: [4, 8, 12, 12, 12, 16, 16, 12, 12, 16, 16, 16, 16, 20, 20, 20, 20, 24, 24, 24, 24]
out = []
for n in range(21):
    v = 0
    out.append((sys.getsizeof([v, *(v,) * (n - 1)]) - 56) // 8)
print(out)  # expect: [1, 1, 8, 8, 8, 8, 12, 8, 8, 12, 12, 12, 12, 16, 16, 16, 16, 20, 20, 20, 20]
out = []
for n in range(12):
    e = []
    e.extend(map(str, range(n)))
    out.append((sys.getsizeof(e) - 56) // 8)
print(out)  # expect: [0, 4, 8, 8, 8, 8, 8, 8, 8, 16, 16, 16]
