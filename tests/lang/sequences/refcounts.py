import sys
def f():
    x = [1]
    l = [x, x]
    a = sys.getrefcount(x)
    t = (x,) * 5
    b = sys.getrefcount(x)
    m = [x] * 10
    m += [x]
    m *= 2
    c = sys.getrefcount(x)
    del m[3:9]
    del t
    d = sys.getrefcount(x)
    m.sort(key=id)
    m.reverse()
    m[::2] = [None] * len(m[::2])
    e = sys.getrefcount(x)
    y, z = l
    *w, v = l
    g = sys.getrefcount(x)
    del y, z, w, v, m
    l.clear()
    return a, b, c, d, e, g, sys.getrefcount(x)
print(f())  # expect: (4, 9, 31, 20, 12, 16, 2)
print(f())  # expect: (4, 9, 31, 20, 12, 16, 2)
n = [1]
before = sys.getrefcount(n)
for p in range(50):
    k = [n, n][0]
    k = (n, 1)[0]
    k = max([n, n], key=len)
    k = sorted([n, n])[0]
    k = list(map(lambda q: q, [n]))[0]
    k = list(zip([n], [n]))[0]
    k = [n].index(n), [n].count(n), n in [n], [n].copy(), [n][:], [n] + [n]
    k = [r for r in reversed([n])], [r for r in enumerate([n])]
    k = list(filter(None, [n]))
    try:
        u, v = n, n, n
    except ValueError:
        pass
    try:
        [n].index(5)
    except ValueError:
        pass
del k
print(sys.getrefcount(n) - before)  # expect: 0
