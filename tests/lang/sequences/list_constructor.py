def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(list(), list([1, 2]), list((1, 2)), list("abc"), list(range(4)), list({1: 2, 3: 4}))  # expect: [] [1, 2] [1, 2] ['a', 'b', 'c'] [0, 1, 2, 3] [1, 3]
print(list(map(str, [1, 2])), list(filter(None, [0, 1, "", "a"])), list(zip("ab", [1, 2])))  # expect: ['1', '2'] [1, 'a'] [('a', 1), ('b', 2)]
l = [1, 2, 3]
print(list(l) == l, list(l) is l)  # expect: True False
attempt(lambda: list(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: list(1, 2))  # expect: TypeError: list expected at most 1 argument, got 2
attempt(lambda: list(iterable=[1]))  # expect: TypeError: list() takes no keyword arguments
l.__init__([7])
print(l)  # expect: [7]
l.__init__()
print(l)  # expect: []
attempt(lambda: l.__init__(5))  # expect: TypeError: 'int' object is not iterable
print(list.__new__(list, 1, 2, 3))  # expect: []
