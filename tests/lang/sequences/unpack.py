def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
a, b = 1, 2
a, b = b, a
print(a, b)  # expect: 2 1
a, b, c, d = "wxyz"
d, c, b, a = a, b, c, d
print(a, b, c, d)  # expect: z y x w
[x, y] = [1, 2]
(p, (q, r)), s = [(1, (2, 3)), 4]
print(x, y, p, q, r, s)  # expect: 1 2 1 2 3 4
first, *rest = [1, 2, 3]
*init, last = (1, 2, 3)
f, *m, l = "abcde"
g, *h = [1]
print(first, rest, init, last, f, m, l, g, h)  # expect: 1 [2, 3] [1, 2] 3 a ['b', 'c', 'd'] e 1 []
for i, (j, k) in [(1, (2, 3)), (4, (5, 6))]:
    a = i, j, k
print(a)  # expect: (4, 5, 6)
def u(v, n):
    if n == 1:
        a, = v
        return a
    if n == 2:
        a, b = v
        return a, b
    if n == 3:
        a, b, c = v
        return a, b, c
    a, *b, c = v
    return a, b, c
attempt(lambda: u(1, 2))  # expect: TypeError: cannot unpack non-iterable int object
attempt(lambda: u(None, 2))  # expect: TypeError: cannot unpack non-iterable NoneType object
attempt(lambda: u((1,), 2))  # expect: ValueError: not enough values to unpack (expected 2, got 1)
attempt(lambda: u((1, 2, 3), 2))  # expect: ValueError: too many values to unpack (expected 2)
attempt(lambda: u([1], 3))  # expect: ValueError: not enough values to unpack (expected 3, got 1)
attempt(lambda: u([1, 2, 3, 4], 3))  # expect: ValueError: too many values to unpack (expected 3)
attempt(lambda: u("", 1))  # expect: ValueError: not enough values to unpack (expected 1, got 0)
attempt(lambda: u("ab", 1))  # expect: ValueError: too many values to unpack (expected 1)
attempt(lambda: u({1: 2, 3: 4}, 2))  # expect: (1, 3)
attempt(lambda: u(range(3), 3))  # expect: (0, 1, 2)
attempt(lambda: u(iter([1, 2, 3]), 2))  # expect: ValueError: too many values to unpack (expected 2)
attempt(lambda: u(map(int, "12x"), 3))  # expect: ValueError: invalid literal for int() with base 10: 'x'
attempt(lambda: u([1], 4))  # expect: ValueError: not enough values to unpack (expected at least 2, got 1)
attempt(lambda: u(5, 4))  # expect: TypeError: cannot unpack non-iterable int object
attempt(lambda: u(range(6), 4))  # expect: (0, [1, 2, 3, 4], 5)
attempt(lambda: u(zip("ab", "cd"), 2))  # expect: (('a', 'c'), ('b', 'd'))
l = [0, 1]
i = 0
i, l[i] = 1, 9
print(i, l)  # expect: 1 [0, 9]
[] = ()
() = []
