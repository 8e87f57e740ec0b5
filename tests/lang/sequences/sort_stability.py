def rnd(n, seed):
    out = []
    x = seed
    for i in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        out.append(x // 65536)
    return out
def check(n, mod):
    l = [(v % mod, i) for i, v in enumerate(rnd(n, n + mod))]
    a = sorted(l, key=lambda p: p[0])
    b = sorted(l)
    c = sorted(l, key=lambda p: p[0], reverse=True)
    d = sorted(l, key=lambda p: (-p[0], p[1]))
    return a == b and c == d
ok = []
for n in [0, 1, 2, 3, 7, 31, 32, 63, 64, 65, 127, 128, 129, 200, 500, 1000, 3000]:
    for mod in [1, 2, 10, 100000]:
        ok.append(check(n, mod))
print(all(ok), len(ok))  # expect: True 68
r = rnd(2000, 7)
print(sorted(r) == sorted(r[::-1]), sorted(r, reverse=True) == sorted(r)[::-1])  # expect: True True
s = sorted(r)
print([i for i in range(len(s) - 1) if s[i] > s[i + 1]])  # expect: []
parts = list(range(500)) + list(range(300)) + list(range(1000, 700, -1)) + r[:100]
p = sorted(parts)
print(len(p), [i for i in range(len(p) - 1) if p[i] > p[i + 1]], p[:5], p[-5:])  # expect: 1200 [] [0, 0, 1, 1, 2] [31854, 32034, 32336, 32531, 32633]
f = [v / 7 for v in r]
q = sorted(f)
print([i for i in range(len(q) - 1) if q[i] > q[i + 1]])  # expect: []
t = sorted(map(str, r))
print([i for i in range(len(t) - 1) if t[i] > t[i + 1]], t[:3])  # expect: [] ['10020', '10024', '10036']
