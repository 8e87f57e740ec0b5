# A hundred thousand items, with deletions in between.
d = {}
for i in range(100000):
    d[i * 7] = i
for i in range(0, 100000, 3):
    del d[i * 7]
for i in range(50000):
    d[str(i)] = i
print(len(d), d[7], d['49999'], 0 in d)  # expect: 116666 1 49999 False
total = 0
for key in d:
    total += d[key]
print(total)  # expect: 4583241667
