import sys
def size(o):
    return sys.getsizeof(o)
print([size([None] * n) for n in range(6)], size([]), size(()), size((1,)), size((1, 2)))  # expect: [56, 64, 72, 80, 88, 96] 56 40 48 56
l = []
sizes = []
for i in range(30):
    l.append(i)
    sizes.append(size(l))
print(sizes)  # expect: [88, 88, 88, 88, 120, 120, 120, 120, 184, 184, 184, 184, 184, 184, 184, 184, 248, 248, 248, 248, 248, 248, 248, 248, 312, 312, 312, 312, 312, 312]
sizes = []
while l:
    l.pop()
    sizes.append(size(l))
print(sizes)  # expect: [312, 312, 312, 312, 312, 312, 312, 312, 312, 312, 312, 312, 312, 312, 216, 216, 216, 216, 216, 216, 184, 184, 152, 152, 120, 120, 120, 120, 88, 56]
print(size([1, 2, 3]), size([1, 2]), size(list((1, 2, 3))), size(list(range(7))), size([*(1, 2, 3)]), size([x for x in range(5)]))  # expect: 88 72 88 120 88 120
print(size(range(3)), size(slice(1)), size(iter([])), size(iter(())), size(iter(range(3))), size(enumerate([])), size(zip()), size(map(str, [])), size(filter(None, [])), size(reversed([])), size(reversed((1,))))  # expect: 48 56 48 48 48 72 64 48 48 48 48
print(size([1, 2, 3] + [4]), size([1, 2, 3] * 3), size([1, 2, 3][:2]), size([1, 2, 3].copy()), size(sorted((3, 1, 2))), size(list(map(str, range(3)))))  # expect: 88 128 72 80 88 120
m = [1, 2, 3, 4]
m.clear()
print(size(m), [].__sizeof__(), ().__sizeof__(), [1].__sizeof__())  # expect: 56 40 24 48
e = []
e.extend((1, 2, 3))
f = [0]
f.extend((1, 2, 3))
g = [0] * 5
g += [1]
h = [0] * 5
h.insert(0, 1)
k = [1, 2]
k *= 3
print(size(e), size(f), size(g), size(h), size(k))  # expect: 88 120 152 152 152
