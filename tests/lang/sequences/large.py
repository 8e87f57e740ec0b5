l = list(range(100000))
print(len(l), sum(l), l[50000], l[-1], 99999 in l, l.index(77777))  # expect: 100000 4999950000 50000 99999 True 77777
l.reverse()
l.sort()
print(l[:3], l[::20000])  # expect: [0, 1, 2] [0, 20000, 40000, 60000, 80000]
del l[10:-10]
print(l)  # expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 99990, 99991, 99992, 99993, 99994, 99995, 99996, 99997, 99998, 99999]
m = [[i] for i in range(20000)]
m.sort(key=lambda p: -p[0])
print(m[0], m[-1], len(m))  # expect: [19999] [0] 20000
m = None
n = []
for i in range(50000):
    n = [n]
n = None
t = ()
for i in range(50000):
    t = (t, i)
t = None
print("released")  # expect: released
