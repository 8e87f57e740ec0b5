def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
l = [3, 1, 2]
def key(x):
    l.append(x)
    return x
attempt(lambda: l.sort(key=key))  # expect: ValueError: list modified during sort
print(l)  # expect: [1, 2, 3]
seen = []
def look(x):
    seen.append(list(l))
    return x
l.sort(key=look)
print(l, seen)  # expect: [1, 2, 3] [[], [], []]
def clear(x):
    l.clear()
    return x
attempt(lambda: l.sort(key=clear))  # expect: None
print(l)  # expect: [1, 2, 3]
def fail(x):
    if x == 2:
        raise ValueError("no " + str(x))
    return -x
attempt(lambda: l.sort(key=fail))  # expect: ValueError: no 2
print(l)  # expect: [1, 2, 3]
m = [5, "a", 3, 1, 2]
attempt(lambda: m.sort())  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
print(len(m), sorted(map(str, m)))  # expect: 5 ['1', '2', '3', '5', 'a']
n = list(range(200))
n[150] = "x"
attempt(lambda: n.sort(reverse=True))  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
print(len(n), n.count("x"), sorted(map(str, n)) == sorted(map(str, list(range(150)) + ["x"] + list(range(151, 200)))))  # expect: 200 1 True
def nested(x):
    return sorted(range(x), key=lambda y: -y)
print(sorted([3, 1, 2], key=nested))  # expect: [1, 2, 3]
def extend_it(x):
    l.extend([7] * 10)
    return x
attempt(lambda: l.sort(key=extend_it, reverse=True))  # expect: ValueError: list modified during sort
print(l)  # expect: [3, 2, 1]
