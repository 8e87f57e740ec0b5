# getsizeof, getrefcount, intern.
import sys
print(sys.getsizeof(0), sys.getsizeof(2 ** 30), sys.getsizeof(1.5), sys.getsizeof(""), sys.getsizeof("abc"))  # expect: 28 32 24 49 52
print(sys.getsizeof([]), sys.getsizeof([1, 2]), sys.getsizeof(()), sys.getsizeof((1, 2)), sys.getsizeof({}))  # expect: 56 72 40 56 64
print(sys.getsizeof(ValueError()), sys.getsizeof(SystemExit()), sys.getsizeof(ImportError()), sys.getsizeof(OSError()))  # expect: 88 96 112 128
print(sys.getsizeof(SyntaxError()), sys.getsizeof(AttributeError()), sys.getsizeof(UnicodeError()), sys.getsizeof(NameError()))  # expect: 152 104 88 96
print(sys.getsizeof(ExceptionGroup("g", [ValueError()])), sys.getsizeof(None), sys.getsizeof(True), sys.getsizeof(range(5)))  # expect: 112 16 28 48
print(sys.getsizeof(5, "default"), sys.getsizeof(object=5, default=1))  # expect: 28 28
for action in (
    lambda: sys.getsizeof(),
    lambda: sys.getsizeof(1, 2, 3),
    lambda: sys.getrefcount(),
    lambda: sys.intern(5),
    lambda: sys.getallocatedblocks(1),
    lambda: sys.exit(1, 2),
    lambda: sys._getframe(10000),
    lambda: sys._getframe("a"),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)  # expect: TypeError getsizeof() missing required argument 'object' (pos 1)
        # expect: TypeError getsizeof() takes at most 2 arguments (3 given)
        # expect: TypeError sys.getrefcount() takes exactly one argument (0 given)
        # expect: TypeError intern() argument must be str, not int
        # expect: TypeError sys.getallocatedblocks() takes no arguments (1 given)
        # expect: TypeError exit expected at most 1 argument, got 2
        # expect: ValueError call stack is not deep enough
        # expect: TypeError 'str' object cannot be interpreted as an integer
def counts():
    x = []
    y = x
    e = ValueError(x)
    return sys.getrefcount(x), sys.getrefcount([]), sys.getrefcount(e)
print(counts())  # expect: (4, 1, 2)
a = "".join(["inter", "ned text"])
b = "".join(["inter", "ned text"])
print(a is b, sys.intern(a) is sys.intern(b), sys.intern(a) is a)  # expect: False True True
print(sys.getallocatedblocks() >= 0)  # expect: True
