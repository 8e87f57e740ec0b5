def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
s = slice(1, 10, 2)
print(s.start, s.stop, s.step, s, slice(5).stop, slice(5).start)  # expect: 1 10 2 slice(1, 10, 2) 5 None
print(s.indices(5), slice(None).indices(5), slice(-1, None, -1).indices(4), slice(-100, 100).indices(10), slice(None, None, -2).indices(0))  # expect: (1, 5, 2) (0, 5, 1) (3, -1, -1) (0, 10, 1) (-1, -1, -2)
print(slice(10**30, -10**30, -1).indices(10**29), slice(0, 10).indices(True))  # expect: (99999999999999999999999999999, -1, -1) (0, 1, 1)
attempt(lambda: s.indices(-1))  # expect: ValueError: length should not be negative
attempt(lambda: s.indices("a"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: slice(1, 2, 0).indices(3))  # expect: ValueError: slice step cannot be zero
attempt(lambda: slice("a").indices(3))  # expect: TypeError: slice indices must be integers or None or have an __index__ method
attempt(lambda: slice())  # expect: TypeError: slice expected at least 1 argument, got 0
attempt(lambda: slice(1, 2, 3, 4))  # expect: TypeError: slice expected at most 3 arguments, got 4
attempt(lambda: slice(a=1))  # expect: TypeError: slice() takes no keyword arguments
print(slice(1, 2) == slice(1, 2), slice(1) == slice(2), slice(1) != slice(1), slice(1, 2) < slice(1, 3), slice(1) == 1, s == s)  # expect: True False False True False True
attempt(lambda: slice(1) < slice("a"))  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
attempt(lambda: hash(s))  # expect: TypeError: unhashable type: 'slice'
print([1, 2, 3, 4][slice(1, 3)], "abcd"[slice(None, None, -1)], (1, 2, 3)[slice(2)])  # expect: [2, 3] dcba (1, 2)
def store():
    s.start = 1
attempt(store)  # expect: AttributeError: readonly attribute
