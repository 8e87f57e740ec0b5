# The recursion limit and the limit of digits.
import sys
sys.setrecursionlimit(500)
print(sys.getrecursionlimit())  # expect: 500
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(400 < depth(1) <= 500)  # expect: True
for value in (0, -1, "a", 2 ** 40, 1):
    try:
        sys.setrecursionlimit(value)
    except Exception as error:
        print(type(error).__name__, str(error)[:44])  # expect: ValueError recursion limit must be greater or equal tha
        # expect: ValueError recursion limit must be greater or equal tha
        # expect: TypeError 'str' object cannot be interpreted as an int
        # expect: OverflowError Python int too large to convert to C int
        # expect: RecursionError cannot set the recursion limit to 1 at the r
sys.setrecursionlimit(1000)
sys.set_int_max_str_digits(1000)
print(sys.get_int_max_str_digits())  # expect: 1000
try:
    str(10 ** 1000)
except ValueError as error:
    print(error)  # expect: Exceeds the limit (1000 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
for value in (3, -1, "a", 2 ** 40):
    try:
        sys.set_int_max_str_digits(value)
    except Exception as error:
        print(type(error).__name__, error)  # expect: ValueError maxdigits must be 0 or larger than 640
        # expect: ValueError maxdigits must be 0 or larger than 640
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: OverflowError Python int too large to convert to C int
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)))  # expect: 5001
sys.set_int_max_str_digits(maxdigits=4300)
