def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
l = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
print(l.index(1), l.index(5), l.index(5, 5), l.index(5, -1), l.index(1, 2, 4), l.index(3, -2))  # expect: 1 4 8 10 3 9
print(l.count(5), l.count(7), l.count(3.0), l.count("3"))  # expect: 3 0 2 0
attempt(lambda: l.index(7))  # expect: ValueError: 7 is not in list
attempt(lambda: l.index("seven"))  # expect: ValueError: 'seven' is not in list
attempt(lambda: l.index(3, 1, 5))  # expect: ValueError: 3 is not in list
attempt(lambda: l.index())  # expect: TypeError: index expected at least 1 argument, got 0
attempt(lambda: l.index(1, "a"))  # expect: TypeError: slice indices must be integers or have an __index__ method
attempt(lambda: l.index(1, None))  # expect: TypeError: slice indices must be integers or have an __index__ method
attempt(lambda: l.index(1, 2, 3, 4))  # expect: TypeError: index expected at most 3 arguments, got 4
attempt(lambda: l.index(5, -(10**30), 10**30))  # expect: 4
attempt(lambda: l.count())  # expect: TypeError: list.count() takes exactly one argument (0 given)
t = (3, 1, 4, 1, 5)
print(t.index(1), t.index(1, 2), t.index(5, -1), t.count(1), t.count(8))  # expect: 1 3 4 2 0
attempt(lambda: t.index(7))  # expect: ValueError: tuple.index(x): x not in tuple
attempt(lambda: t.index(1, 4))  # expect: ValueError: tuple.index(x): x not in tuple
attempt(lambda: t.index(1, None))  # expect: TypeError: slice indices must be integers or have an __index__ method
nan = float("nan")
print([nan].index(nan), [nan].count(nan), nan in [nan], nan in (nan,), [nan] == [nan], (nan,) == (nan,), [float("nan")] == [float("nan")])  # expect: 0 1 True True True True False
