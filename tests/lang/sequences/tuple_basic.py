def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(tuple(), tuple([1, 2]), tuple("ab"), tuple(range(3)), tuple({1: 2}), tuple(map(str, range(12))))  # expect: () (1, 2) ('a', 'b') (0, 1, 2) (1,) ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11')
t = (1, 2)
print(tuple(t) is t, tuple() is tuple([]), t[:0] is tuple())  # expect: True True True
attempt(lambda: tuple(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: tuple(1, 2))  # expect: TypeError: tuple expected at most 1 argument, got 2
attempt(lambda: tuple(iterable=1))  # expect: TypeError: tuple() takes no keyword arguments
attempt(lambda: t.append)  # expect: AttributeError: 'tuple' object has no attribute 'append'
a = 1
print((a,), (a, a), (a, *[2, 3], *"x"), (*(),))  # expect: (1,) (1, 1) (1, 2, 3, 'x') ()
print(len(()), len((1,)), t[0], t[-1], t.__len__(), t.__getitem__(1), t.__contains__(2))  # expect: 0 1 1 2 2 2 True
print(tuple([x * 2 for x in t]))  # expect: (2, 4)
print(t.__getnewargs__(), t.__add__((3,)), t.__mul__(2), t.__rmul__(2), [1].__add__([2]), [1].__mul__(2))  # expect: ((1, 2),) (1, 2, 3) (1, 2, 1, 2) (1, 2, 1, 2) [1, 2] [1, 1]
big = tuple(range(25))
print(big + big == tuple(list(range(25)) * 2), len(big * 3))  # expect: True 75
