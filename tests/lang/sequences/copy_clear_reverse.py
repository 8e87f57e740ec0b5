l = [1, [2], 3]
c = l.copy()
print(c, c is l, c == l, c[1] is l[1])  # expect: [1, [2], 3] False True True
l.reverse()
print(l, c)  # expect: [3, [2], 1] [1, [2], 3]
print(l.clear(), l, c)  # expect: None [] [1, [2], 3]
l.clear()
l.append(1)
print(l, [].copy(), l.reverse(), l)  # expect: [1] [] None [1]
for n in range(6):
    m = list(range(n))
    m.reverse()
    l.append(m)
print(l)  # expect: [1, [], [0], [1, 0], [2, 1, 0], [3, 2, 1, 0], [4, 3, 2, 1, 0]]
