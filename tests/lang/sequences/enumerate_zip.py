def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(list(enumerate("abc")), list(enumerate([], 5)), list(enumerate("ab", 10)), list(enumerate("ab", start=-1)), list(enumerate(iterable="a", start=2)))  # expect: [(0, 'a'), (1, 'b'), (2, 'c')] [] [(10, 'a'), (11, 'b')] [(-1, 'a'), (0, 'b')] [(2, 'a')]
print(list(enumerate("ab", 2**63 - 1)), list(enumerate("ab", 2**70)), list(enumerate("abc", 2**31 - 2)), list(enumerate("ab", 2**62)))  # expect: [(9223372036854775807, 'a'), (9223372036854775808, 'b')] [(1180591620717411303424, 'a'), (1180591620717411303425, 'b')] [(2147483646, 'a'), (2147483647, 'b'), (2147483648, 'c')] [(4611686018427387904, 'a'), (4611686018427387905, 'b')]
attempt(lambda: enumerate())  # expect: TypeError: enumerate() missing required argument 'iterable'
attempt(lambda: enumerate(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: enumerate([], "a"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: enumerate([], foo=1))  # expect: TypeError: 'foo' is an invalid keyword argument for enumerate()
attempt(lambda: enumerate([1], 2, 3))  # expect: TypeError: enumerate() takes at most 2 arguments (3 given)
attempt(lambda: enumerate(start=1))  # expect: TypeError: 'start' is an invalid keyword argument for enumerate()
print(list(zip()), list(zip([1, 2])), list(zip("ab", [1, 2], (3, 4))), list(zip("abc", [1])), list(zip([], "abc")))  # expect: [] [(1,), (2,)] [('a', 1, 3), ('b', 2, 4)] [('a', 1)] []
attempt(lambda: zip(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: zip([], 1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: zip([], foo=1))  # expect: TypeError: 'foo' is an invalid keyword argument for zip()
attempt(lambda: list(zip("ab", "cd", strict=True)))  # expect: [('a', 'c'), ('b', 'd')]
attempt(lambda: list(zip("ab", "c", strict=True)))  # expect: ValueError: zip() argument 2 is shorter than argument 1
attempt(lambda: list(zip("a", "cd", strict=True)))  # expect: ValueError: zip() argument 2 is longer than argument 1
attempt(lambda: list(zip("a", "c", "de", strict=True)))  # expect: ValueError: zip() argument 3 is longer than arguments 1-2
attempt(lambda: list(zip("ab", "cd", "e", strict=True)))  # expect: ValueError: zip() argument 3 is shorter than arguments 1-2
attempt(lambda: list(zip([], [], strict=1)))  # expect: []
z = zip([1, 2], [3, 4])
a = next(z)
b = next(z)
print(a, b, next(z, "end"), next(z, "end"))  # expect: (1, 3) (2, 4) end end
e = enumerate("xyz")
p = next(e)
q = next(e)
print(p, q, p is q, next(e), next(e, None))  # expect: (0, 'x') (1, 'y') False (2, 'z') None
ids = []
for pair in zip("ab", "cd"):
    ids.append(pair)
print(ids)  # expect: [('a', 'c'), ('b', 'd')]
print([i + j for i, j in zip([1, 2, 3], [10, 20, 30])], dict(zip("ab", range(2))), [k for k, v in enumerate("ab")])  # expect: [11, 22, 33] {'a': 0, 'b': 1} [0, 1]
l = [1, 2, 3]
print(list(zip(l, l[1:])), list(zip(iter(l), iter(l))), list(zip(*[(1, 2), (3, 4)])))  # expect: [(1, 2), (2, 3)] [(1, 1), (2, 2), (3, 3)] [(1, 3), (2, 4)]
it = iter(l)
print(list(zip(it, it)), next(it, "end"))  # expect: [(1, 2)] end
print(type(e).__name__, type(z).__name__, iter(z) is z)  # expect: enumerate zip True
