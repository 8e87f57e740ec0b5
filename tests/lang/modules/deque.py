# collections.deque: both ends, a limit, rotation, searching, and what it refuses.
from collections import deque
import sys
d = deque("abc")
d.append("d")
d.appendleft("z")
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), list(d))
# expect: deque(['a', 'b', 'c']) 5 z d d z ['a', 'b', 'c']
d.extend("xy")
d.extendleft("12")
print(d, "x" in d, d.index("a"), d.count("b"), bool(d), bool(deque()))
# expect: deque(['2', '1', 'a', 'b', 'c', 'x', 'y']) True 2 1 True False
d.rotate(2)
print(d)  # expect: deque(['x', 'y', '2', '1', 'a', 'b', 'c'])
d.rotate(-3)
print(d)  # expect: deque(['1', 'a', 'b', 'c', 'x', 'y', '2'])
d.insert(1, "!")
d.remove("c")
del d[0]
d[0] = "?"
d.reverse()
print(d, list(reversed(d)))  # expect: deque(['2', 'y', 'x', 'b', 'a', '?']) ['?', 'a', 'b', 'x', 'y', '2']
limited = deque(range(10), maxlen=3)
print(limited, limited.maxlen)  # expect: deque([7, 8, 9], maxlen=3) 3
limited.append(10)
limited.appendleft(0)
limited += [1, 2]
print(limited, limited + deque([5]), limited * 2)
# expect: deque([9, 1, 2], maxlen=3) deque([1, 2, 5], maxlen=3) deque([9, 1, 2], maxlen=3)
print(deque([1, 2]) * 3, 2 * deque([1]), deque([1]) * 0, deque([7]) * 4)
# expect: deque([1, 2, 1, 2, 1, 2]) deque([1, 1]) deque([]) deque([7, 7, 7, 7])
print(deque([1, 2]) == deque([1, 2], 5), deque([1]) < deque([1, 2]), deque([2]) > deque([1, 5]), deque() == [])
# expect: True True True False
print(deque([1, 2]) != deque([1, 3]), deque([1]) <= deque([1]), deque([3]) >= deque([4]))  # expect: True True False
print(d.copy() == d, d.copy() is d, deque([1], 1).copy())  # expect: True False deque([1], maxlen=1)
print(sys.getsizeof(deque()), sys.getsizeof(deque(range(64))), sys.getsizeof(deque(range(200))))
# expect: 760 1288 2344
nested = deque([1])
nested.append(nested)
print(nested)  # expect: deque([1, [...]])
nested.clear()
print(nested, type(iter(d)).__name__, iter(d).__length_hint__())  # expect: deque([]) _deque_iterator 6


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(deque, 5)  # expect: TypeError 'int' object is not iterable
attempt(deque, [1], 2, 3)  # expect: TypeError deque() takes at most 2 arguments (3 given)
attempt(deque, [1], -1)  # expect: ValueError maxlen must be non-negative
attempt(deque, [1], "x")  # expect: TypeError an integer is required
attempt(deque, foo=1)  # expect: TypeError 'foo' is an invalid keyword argument for deque()
attempt(deque().pop)  # expect: IndexError pop from an empty deque
attempt(deque().popleft)  # expect: IndexError pop from an empty deque
attempt(d.insert, 1)  # expect: TypeError insert() takes exactly 2 arguments (1 given)
attempt(d.index, 99)  # expect: ValueError 99 is not in deque
attempt(d.remove, 99)  # expect: ValueError 99 is not in deque
attempt(d.rotate, 1.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(d.rotate, 1, 2)  # expect: TypeError deque.rotate expected at most 1 argument, got 2
attempt(d.extend, 5)  # expect: TypeError 'int' object is not iterable
attempt(deque([1], 1).insert, 0, 5)  # expect: IndexError deque already at its maximum size
attempt(d.__getitem__, 50)  # expect: IndexError deque index out of range
attempt(d.__setitem__, -50, 1)  # expect: IndexError deque index out of range
attempt(lambda: d + [1])  # expect: TypeError can only concatenate deque (not "list") to deque
attempt(lambda: d * 1.5)  # expect: TypeError can't multiply sequence by non-int of type 'float'
attempt(lambda: d < [1])  # expect: TypeError '<' not supported between instances of 'collections.deque' and 'list'
attempt(lambda: d["x"])  # expect: TypeError sequence index must be integer, not 'str'
attempt(hash, d)  # expect: TypeError unhashable type: 'collections.deque'
attempt(setattr, d, "maxlen", 3)
# expect: AttributeError attribute 'maxlen' of 'collections.deque' objects is not writable
d = deque([1, 2, 3])
iterator = iter(d)
print(next(iterator))  # expect: 1
d.append(4)
attempt(next, iterator)  # expect: RuntimeError deque mutated during iteration
print(list(iterator))  # error: RuntimeError: deque mutated during iteration
try:
    for item in d:
        d.popleft()
except RuntimeError as error:
    print(error)
