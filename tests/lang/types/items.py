# Subscripts of what has none, and indexes of the wrong kind.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
def store(o, k):
    o[k] = 1
def remove(o, k):
    del o[k]
attempt(lambda: store(5, 0))  # expect: TypeError: 'int' object does not support item assignment
attempt(lambda: store('abc', 0))  # expect: TypeError: 'str' object does not support item assignment
attempt(lambda: store((1, 2), 0))  # expect: TypeError: 'tuple' object does not support item assignment
attempt(lambda: store(None, 'a'))  # expect: TypeError: 'NoneType' object does not support item assignment
attempt(lambda: store([1], 'a'))  # expect: TypeError: list indices must be integers or slices, not str
attempt(lambda: store([1], 1))  # expect: IndexError: list assignment index out of range
attempt(lambda: store(range(3), 0))  # expect: TypeError: 'range' object does not support item assignment
attempt(lambda: store(len, 0))  # expect: TypeError: 'builtin_function_or_method' object does not support item assignment
attempt(lambda: remove(5, 0))  # expect: TypeError: 'int' object does not support item deletion
attempt(lambda: remove('abc', 0))  # expect: TypeError: 'str' object doesn't support item deletion
attempt(lambda: remove((1, 2), 0))  # expect: TypeError: 'tuple' object doesn't support item deletion
attempt(lambda: remove([1], 3))  # expect: IndexError: list assignment index out of range
attempt(lambda: remove({}, 'x'))  # expect: KeyError: 'x'
attempt(lambda: remove(None, 0))  # expect: TypeError: 'NoneType' object does not support item deletion
attempt(lambda: int[0])  # expect: TypeError: type 'int' is not subscriptable
attempt(lambda: object['x'])  # expect: TypeError: type 'object' is not subscriptable
attempt(lambda: [].append[0])  # expect: TypeError: 'builtin_function_or_method' object is not subscriptable
attempt(lambda: [1, 2, 3][True])  # expect: 2
attempt(lambda: (1, 2)[-3])  # expect: IndexError: tuple index out of range
attempt(lambda: 'abc'[-1])  # expect: c
attempt(lambda: range(5)[7])  # expect: IndexError: range object index out of range
attempt(lambda: [1, 2][::0])  # expect: ValueError: slice step cannot be zero
two = [1, 2]
attempt(lambda: two['a':])  # expect: TypeError: slice indices must be integers or None or have an __index__ method
attempt(lambda: [1, 2].__getitem__('a'))  # expect: TypeError: list indices must be integers or slices, not str
attempt(lambda: (5).__getitem__(0))  # expect: AttributeError: 'int' object has no attribute '__getitem__'
