def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(any([]), any([0, ""]), any([0, 1]), all([]), all([1, "a"]), all([1, 0]), any("a"), all(range(3)), any(range(2)))  # expect: False False True True True False True False True
it = iter([0, 1, 2])
print(any(it), next(it))  # expect: True 2
it = iter([1, 0, 2])
print(all(it), next(it))  # expect: False 2
attempt(lambda: any())  # expect: TypeError: any() takes exactly one argument (0 given)
attempt(lambda: any(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: all(None))  # expect: TypeError: 'NoneType' object is not iterable
attempt(lambda: any([1], 2))  # expect: TypeError: any() takes exactly one argument (2 given)
attempt(lambda: any(map(int, "0x")))  # expect: ValueError: invalid literal for int() with base 10: 'x'
print(len([]), len((1,)), len("abc"), len({1: 2}), len(range(5)))  # expect: 0 1 3 1 5
attempt(lambda: len(1))  # expect: TypeError: object of type 'int' has no len()
attempt(lambda: len(None))  # expect: TypeError: object of type 'NoneType' has no len()
attempt(lambda: len(iter([])))  # expect: TypeError: object of type 'list_iterator' has no len()
attempt(lambda: len([], []))  # expect: TypeError: len() takes exactly one argument (2 given)
