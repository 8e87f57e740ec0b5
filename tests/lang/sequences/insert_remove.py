def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
l = []
l.insert(0, "a"); l.insert(0, "b"); l.insert(99, "c"); l.insert(-1, "d"); l.insert(-99, "e"); l.insert(2, "f")
print(l)  # expect: ['e', 'b', 'f', 'a', 'd', 'c']
attempt(lambda: l.insert(1))  # expect: TypeError: insert expected 2 arguments, got 1
attempt(lambda: l.insert("a", 1))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: l.insert(2**70, 1))  # expect: OverflowError: Python int too large to convert to C ssize_t
l.insert(True, "t")
print(l)  # expect: ['e', 't', 'b', 'f', 'a', 'd', 'c']
print(l.remove("t"), l)  # expect: None ['e', 'b', 'f', 'a', 'd', 'c']
attempt(lambda: l.remove("zz"))  # expect: ValueError: list.remove(x): x not in list
attempt(lambda: l.remove())  # expect: TypeError: list.remove() takes exactly one argument (0 given)
m = [1, 2, 1.0, True, 3]
m.remove(1)
print(m)  # expect: [2, 1.0, True, 3]
m.remove(True)
print(m)  # expect: [2, True, 3]
n = list(range(50))
for i in range(0, 50, 3):
    n.remove(i)
for i in range(20):
    n.insert(i * 2, -i)
print(n, len(n))  # expect: [0, 1, -1, 2, -2, 4, -3, 5, -4, 7, -5, 8, -6, 10, -7, 11, -8, 13, -9, 14, -10, 16, -11, 17, -12, 19, -13, 20, -14, 22, -15, 23, -16, 25, -17, 26, -18, 28, -19, 29, 31, 32, 34, 35, 37, 38, 40, 41, 43, 44, 46, 47, 49] 53
