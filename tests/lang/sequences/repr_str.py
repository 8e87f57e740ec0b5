print([], [1], [1, "a", 'b"c', None, True, 1.5, [2], (3,), {4: 5}])  # expect: [] [1] [1, 'a', 'b"c', None, True, 1.5, [2], (3,), {4: 5}]
print((), (1,), (1, 2), ((),), ([],), "x", ("x",))  # expect: () (1,) (1, 2) ((),) ([],) x ('x',)
print(str([1, "a"]), repr((1, "é", "\n")), str(()), repr([[]]))  # expect: [1, 'a'] (1, 'é', '\n') () [[]]
l = [1]
l.append(l)
print(l, str(l))  # expect: [1, [...]] [1, [...]]
m = [l, l]
print(m)  # expect: [[1, [...]], [1, [...]]]
t = ([],)
t[0].append(t)
print(t, t[0])  # expect: ([(...)],) [([...],)]
d = {"self": None}
d["self"] = [d]
print(d, d["self"])  # expect: {'self': [{...}]} [{'self': [...]}]
a, b = [], []
a.append(b); b.append(a)
print(a, b)  # expect: [[[...]]] [[[...]]]
l.pop(); t[0].pop(); d.clear(); a.pop()
print(range(5), range(1, 5), range(0, 10, 3), range(5, 0, -1), range(True), [range(2)])  # expect: range(0, 5) range(1, 5) range(0, 10, 3) range(5, 0, -1) range(0, 1) [range(0, 2)]
print(slice(1), slice(1, 2), slice(1, 2, 3), slice(None), slice("a", [1]))  # expect: slice(None, 1, None) slice(1, 2, None) slice(1, 2, 3) slice(None, None, None) slice('a', [1], None)
print(len(str(list(range(1000)))), str(list(range(12))))  # expect: 4890 [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
