# import and __import__.
import sys
import builtins
print(sys.modules["sys"] is sys, builtins.len is len, __import__("sys") is sys)  # expect: True True True
import sys as again
print(again is sys)  # expect: True
from sys import maxsize, byteorder as order
print(maxsize, order)  # expect: 9223372036854775807 little
for action in (
    lambda: __import__("no_such_module"),
    lambda: __import__("no.such"),
    lambda: __import__("sys.nothing"),
    lambda: __import__(""),
    lambda: __import__(5),
    lambda: __import__(),
    lambda: __import__("sys", level=-1),
    lambda: __import__("x", {}, level=1),
    lambda: __import__("x", {"__name__": "a"}, level=1),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)  # expect: ModuleNotFoundError No module named 'no_such_module'
        # expect: ModuleNotFoundError No module named 'no'
        # expect: ModuleNotFoundError No module named 'sys.nothing'; 'sys' is not a package
        # expect: ValueError Empty module name
        # expect: TypeError module name must be a string
        # expect: TypeError __import__() missing required argument 'name' (pos 1)
        # expect: ValueError level must be >= 0
        # expect: KeyError "'__name__' not in globals"
        # expect: ImportError attempted relative import with no known parent package
def imports():
    import sys as local
    from builtins import len as length
    return local is sys, length is len
print(imports())  # expect: (True, True)
try:
    from sys import nothing_like_this
except ImportError as e:
    print(e)  # expect: cannot import name 'nothing_like_this' from 'sys' (unknown location)
sys.modules["halted"] = None
try:
    import halted
except ImportError as e:
    print(type(e).__name__, e, e.name)  # expect: ModuleNotFoundError import of halted halted; None in sys.modules halted
sys.modules["fake"] = 5
import fake
print(fake)  # expect: 5
from builtins import *
print(sys.__name__, type(sys))  # expect: sys <class 'module'>
