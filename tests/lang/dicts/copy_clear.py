d = {i: str(i) for i in range(20)}
c = d.copy()
for i in range(15):
    del d[i]
e = d.copy()
print(len(c), list(e), e == d, e is d)  # expect: 20 [15, 16, 17, 18, 19] True False
d.clear()
print(d, len(d), c[7], list(e.values()))  # expect: {} 0 7 ['15', '16', '17', '18', '19']
d['x'] = 1
print(d)  # expect: {'x': 1}
print({}.copy(), {}.clear())  # expect: {} None
