def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
l = [3, 1, 2]
print(l.sort(), l)  # expect: None [1, 2, 3]
l.sort(reverse=True)
print(l)  # expect: [3, 2, 1]
w = ["banana", "Apple", "cherry", "apple", "b", ""]
w.sort()
print(w)  # expect: ['', 'Apple', 'apple', 'b', 'banana', 'cherry']
w.sort(key=str.lower)
print(w)  # expect: ['', 'Apple', 'apple', 'b', 'banana', 'cherry']
w.sort(key=len, reverse=True)
print(w)  # expect: ['banana', 'cherry', 'Apple', 'apple', 'b', '']
print(sorted([3, 1, 2]), sorted("hello"), sorted((2, 1)), sorted({3: 1, 1: 2}), sorted([]), sorted(range(5), reverse=True))  # expect: [1, 2, 3] ['e', 'h', 'l', 'l', 'o'] [1, 2] [1, 3] [] [4, 3, 2, 1, 0]
print(sorted([1.5, -2.0, 0.0, 3.25]), sorted([1, 0.5, 2]), sorted([True, False, 2, -1]), sorted([2**70, -2**70, 1, 2**40]))  # expect: [-2.0, 0.0, 1.5, 3.25] [0.5, 1, 2] [-1, False, True, 2] [-1180591620717411303424, 1, 1099511627776, 1180591620717411303424]
print(sorted([(2, "b"), (1, "z"), (2, "a"), (1,), ()]), sorted([[2], [1, 5], []]), sorted(["\u0416", "a", "\U0001F600", "é"]))  # expect: [(), (1,), (1, 'z'), (2, 'a'), (2, 'b')] [[], [1, 5], [2]] ['a', 'é', 'Ж', '😀']
attempt(lambda: [1, "a"].sort())  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
attempt(lambda: sorted([1, None]))  # expect: TypeError: '<' not supported between instances of 'NoneType' and 'int'
attempt(lambda: sorted([(1, "a"), (1, 2)]))  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
attempt(lambda: [1].sort(1))  # expect: TypeError: sort() takes no positional arguments
attempt(lambda: [1].sort(key=len, foo=1))  # expect: TypeError: 'foo' is an invalid keyword argument for sort()
attempt(lambda: [1, 2].sort(key=5))  # expect: TypeError: 'int' object is not callable
attempt(lambda: [1, 2].sort(reverse="x"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: sorted())  # expect: TypeError: sorted expected 1 argument, got 0
attempt(lambda: sorted(5))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: sorted([1], foo=2))  # expect: TypeError: 'foo' is an invalid keyword argument for sort()
attempt(lambda: sorted([2, 1], key=None, reverse=0))  # expect: [1, 2]
attempt(lambda: sorted([2, 1], None))  # expect: TypeError: sorted expected 1 argument, got 2
