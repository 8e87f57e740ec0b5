# itertools: count, cycle, repeat, islice.
import sys
from itertools import count, cycle, islice, repeat
print(list(islice(count(), 3)), list(islice(count(10, 5), 3)), list(islice(count(1.5, .5), 3)), list(islice(count(0, -1), 3)))
# expect: [0, 1, 2] [10, 15, 20] [1.5, 2.0, 2.5] [0, -1, -2]
print(list(islice(count(2 ** 63 - 2), 4)), list(islice(count(2 ** 53 - 1), 3)), list(islice(count(2 ** 31 - 1), 2)))
# expect: [9223372036854775806, 9223372036854775807, 9223372036854775808, 9223372036854775809] [9007199254740991, 9007199254740992, 9007199254740993] [2147483647, 2147483648]
print(count(10), count(1.5, 0.5), count(10, -1), count(True), count(2 ** 63), count(2, 1), count(2, True), count(5, 1.0))
# expect: count(10) count(1.5, 0.5) count(10, -1) count(1) count(9223372036854775808) count(2) count(2) count(5, 1.0)
print(list(islice(cycle("abc"), 8)), list(cycle([])))  # expect: ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b'] []
print(list(repeat(7, 3)), list(repeat(7, 0)), list(zip(range(3), repeat("x"))), repeat(1), repeat([], 5), repeat(1, times=-5))
# expect: [7, 7, 7] [] [(0, 'x'), (1, 'x'), (2, 'x')] repeat(1) repeat([], 5) repeat(1, 0)
print(repeat(1, 5).__length_hint__())  # expect: 5
print(list(islice(range(10), 3)), list(islice(range(10), 2, 5)), list(islice(range(10), 2, None)), list(islice("abc", 0)))
# expect: [0, 1, 2] [2, 3, 4] [2, 3, 4, 5, 6, 7, 8, 9] []
print(list(islice(range(10), 1, 9, 3)), list(islice(range(10), None, None, 4)), list(islice(range(3), 5, 10)))
# expect: [1, 4, 7] [0, 4, 8] []
print(list(islice([1, 2, 3], sys.maxsize)), list(islice([1, 2], None)))  # expect: [1, 2, 3] [1, 2]
numbers = iter(range(10))
print(list(islice(numbers, 2, 4)), next(numbers))  # expect: [2, 3] 4


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(count, 1, 2, 3)  # expect: TypeError count() takes at most 2 arguments (3 given)
attempt(count, "x")  # expect: TypeError a number is required
attempt(count, x=1)  # expect: TypeError 'x' is an invalid keyword argument for count()
attempt(cycle)  # expect: TypeError cycle expected 1 argument, got 0
attempt(cycle, 5)  # expect: TypeError 'int' object is not iterable
attempt(cycle, [1], a=1)  # expect: TypeError cycle() takes no keyword arguments
attempt(repeat)  # expect: TypeError repeat() missing required argument 'object' (pos 1)
attempt(repeat, 1, "x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(repeat, 1, 2.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(repeat(1).__length_hint__)  # expect: TypeError len() of unsized object
attempt(islice, [1])  # expect: TypeError islice expected at least 2 arguments, got 1
attempt(islice, [1], -1)
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(islice, [1], "x")
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(islice, [1], 2 ** 70)
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(islice, [1], 0, -2)
# expect: ValueError Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(islice, [1], -1, 2)
# expect: ValueError Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(islice, [1], 0, 2, 0)  # expect: ValueError Step for islice() must be a positive integer or None.
attempt(islice, [1], 0, 2, "x")  # expect: ValueError Step for islice() must be a positive integer or None.
attempt(islice, [1], 1, 2, 3, 4)  # expect: TypeError islice expected at most 4 arguments, got 5
attempt(islice, 5, 1)  # expect: TypeError 'int' object is not iterable
attempt(list, islice(map(lambda x: 1 // x, [1, 0, 2]), 3))
# expect: ZeroDivisionError integer division or modulo by zero
