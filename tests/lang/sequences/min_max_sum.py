def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(min(3, 1, 2), max(3, 1, 2), min([3, 1]), max("hello"), min("b", "a"), max(1, 2.5), min(2**70, 1), max((1, 2), (1, 3)))  # expect: 1 3 1 o a 2.5 1 (1, 3)
print(max([], default="d"), min((), default=None), max(["a", "bbb", "cc"], key=len), min(3, -4, key=abs), max([1], key=None))  # expect: d None bbb 3 1
print(max(1, True), max(True, 1), min(0, False), min(False, 0), max([1.0, 1]), min(1.5, float("nan")), max(float("nan"), 1))  # expect: 1 True 0 False 1.0 1.5 nan
attempt(lambda: max())  # expect: TypeError: max expected at least 1 argument, got 0
attempt(lambda: max(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: max([]))  # expect: ValueError: max() arg is an empty sequence
attempt(lambda: min([]))  # expect: ValueError: min() arg is an empty sequence
attempt(lambda: min(iter([])))  # expect: ValueError: min() arg is an empty sequence
attempt(lambda: max(1, 2, default=3))  # expect: TypeError: Cannot specify a default for max() with multiple positional arguments
attempt(lambda: max([1], foo=1))  # expect: TypeError: 'foo' is an invalid keyword argument for max()
attempt(lambda: max([1, "a"]))  # expect: TypeError: '>' not supported between instances of 'str' and 'int'
attempt(lambda: min([1, "a"]))  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
attempt(lambda: max(1, 2, key=5))  # expect: TypeError: 'int' object is not callable
attempt(lambda: max([1, 2], key=lambda x: [][0]))  # expect: IndexError: list index out of range
attempt(lambda: max(default=1))  # expect: TypeError: max expected at least 1 argument, got 0
print(sum([]), sum([1, 2, 3]), sum((1.5, 2)), sum([1, 2], 10), sum([1], start=5), sum(range(10**5)), sum([True, True]), sum({1: 2, 3: 4}))  # expect: 0 6 3.5 13 6 4999950000 2 4
print(sum([2**62, 2**62, 2**62]), sum([2**30, 2**30 - 1, -2**31, 5]), sum([2**70, 1]), sum([-2**59] * 40), sum([10**15] * 10), sum([2**60 - 1, 2**60 - 1, -2**60]))  # expect: 13835058055282163712 4 1180591620717411303425 -23058430092136939520 10000000000000000 1152921504606846974
print(sum([0.1] * 10), sum([1, 0.5, 2]), sum([0.5, 2**70]), sum([1.5, 2**53 + 1, True]), sum([[1], [2, 3]], []), sum([(1,), (2,)], ()))  # expect: 0.9999999999999999 3.5 1.1805916207174113e+21 9007199254740996.0 [1, 2, 3] (1, 2)
attempt(lambda: sum())  # expect: TypeError: sum() takes at least 1 positional argument (0 given)
attempt(lambda: sum(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: sum(["a"]))  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: sum(["a"], ""))  # expect: TypeError: sum() can't sum strings [use ''.join(seq) instead]
attempt(lambda: sum([1, "a"]))  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: sum([1.5, None]))  # expect: TypeError: unsupported operand type(s) for +: 'float' and 'NoneType'
attempt(lambda: sum([[1]]))  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'list'
attempt(lambda: sum([1], 2, 3))  # expect: TypeError: sum() takes at most 2 arguments (3 given)
attempt(lambda: sum([1], foo=3))  # expect: TypeError: 'foo' is an invalid keyword argument for sum()
attempt(lambda: sum([], "x"))  # expect: TypeError: sum() can't sum strings [use ''.join(seq) instead]
attempt(lambda: sum(map(int, ["1", "q"])))  # expect: ValueError: invalid literal for int() with base 10: 'q'
print(sum([], None), sum([2**52] * 3), sum([-1] * 1000, 10**18), sum([2**63 - 1, 1, -2**63]))  # expect: None 13510798882111488 999999999999999000 0
