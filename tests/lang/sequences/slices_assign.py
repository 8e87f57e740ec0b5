l = list(range(6))
l[1:3] = ["a", "b", "c"]
print(l)  # expect: [0, 'a', 'b', 'c', 3, 4, 5]
l[1:4] = []
print(l)  # expect: [0, 3, 4, 5]
l[0:0] = [9, 8]
print(l)  # expect: [9, 8, 0, 3, 4, 5]
l[len(l):] = (7,)
print(l)  # expect: [9, 8, 0, 3, 4, 5, 7]
l[1:-1] = "xy"
print(l)  # expect: [9, 'x', 'y', 7]
l[:] = range(3)
print(l)  # expect: [0, 1, 2]
l[5:2] = [1, 1]
print(l)  # expect: [0, 1, 2, 1, 1]
l[2:1] = [5]
print(l)  # expect: [0, 1, 5, 2, 1, 1]
l[1:2] = l
print(l)  # expect: [0, 0, 1, 5, 2, 1, 1, 5, 2, 1, 1]
l[:] = l
print(l)  # expect: [0, 0, 1, 5, 2, 1, 1, 5, 2, 1, 1]
l[::2] = [0] * len(l[::2])
print(l)  # expect: [0, 0, 0, 5, 0, 1, 0, 5, 0, 1, 0]
l[::-1] = list(range(len(l)))
print(l)  # expect: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
l[::-1] = l
print(l)  # expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
m = list(range(10))
m[8:1:-3] = ["p", "q", "r"]
print(m)  # expect: [0, 1, 'r', 3, 4, 'q', 6, 7, 'p', 9]
m[2:20:4] = m[:2]
print(m)  # expect: [0, 1, 0, 3, 4, 'q', 1, 7, 'p', 9]
m[3:3] = {1: 2, "k": 3}
print(m)  # expect: [0, 1, 0, 1, 'k', 3, 4, 'q', 1, 7, 'p', 9]
m[:] = []
print(m)  # expect: []
m[:] = iter([1, 2, 3])
print(m)  # expect: [1, 2, 3]
m[1:2] = map(str, range(3))
print(m)  # expect: [1, '0', '1', '2', 3]
n = list(range(20))
n[5:15] = [0]
print(n)  # expect: [0, 1, 2, 3, 4, 0, 15, 16, 17, 18, 19]
n[1:1] = list(range(100, 130))
print(n)  # expect: [0, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 1, 2, 3, 4, 0, 15, 16, 17, 18, 19]
