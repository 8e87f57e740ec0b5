def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [2, 4], [3, 3])))  # expect: ['1', '2'] [11, 22] [3, 5]
print(list(map(lambda *a: a, "ab", "cd", "ef", "gh", "ij", "kl", "mn")))  # expect: [('a', 'c', 'e', 'g', 'i', 'k', 'm'), ('b', 'd', 'f', 'h', 'j', 'l', 'n')]
print(list(filter(None, [0, 1, "", "a", None, [], [0]])), list(filter(lambda x: x % 2, range(6))), list(filter(bool, [0, 2])))  # expect: [1, 'a', [0]] [1, 3, 5] [2]
attempt(lambda: map())  # expect: TypeError: map() must have at least two arguments.
attempt(lambda: map(str))  # expect: TypeError: map() must have at least two arguments.
attempt(lambda: map(str, 1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: map(str, foo=1))  # expect: TypeError: map() takes no keyword arguments
attempt(lambda: list(map(1, [1])))  # expect: TypeError: 'int' object is not callable
attempt(lambda: list(map(lambda: 0, [1])))  # expect: TypeError: <lambda>.<locals>.<lambda>() takes 0 positional arguments but 1 was given
attempt(lambda: list(map(int, ["1", "x"])))  # expect: ValueError: invalid literal for int() with base 10: 'x'
attempt(lambda: filter())  # expect: TypeError: filter expected 2 arguments, got 0
attempt(lambda: filter(None))  # expect: TypeError: filter expected 2 arguments, got 1
attempt(lambda: filter(None, 1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: list(filter(1, [1])))  # expect: TypeError: 'int' object is not callable
attempt(lambda: list(filter(lambda x: [][0], [1])))  # expect: IndexError: list index out of range
attempt(lambda: filter(None, [], 1))  # expect: TypeError: filter expected 2 arguments, got 3
m = map(str, range(3))
print(next(m), list(m), list(m), next(m, "end"))  # expect: 0 ['1', '2'] [] end
print(sum(map(len, ["a", "bb"])), sorted(map(abs, [-3, 1, -2])), "".join(map(chr, [97, 98])))  # expect: 3 [1, 2, 3] ab
f = filter(None, [1, 0, 2])
print(iter(f) is f, next(f), next(f), next(f, None))  # expect: True 1 2 None
