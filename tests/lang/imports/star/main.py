# from m import *
from plain import *
print(public, [name for name in dir() if "private" in name])  # expect: 1 []
from listed import *
print(_chosen, [name for name in dir() if name == "unlisted"])  # expect: chosen []
from package import *  # expect: package.sub runs
print(sub.__name__, own)  # expect: package.sub own
for text in ("missing_name", "not_text", "not_sequence"):
    try:
        exec("from wrong_all import *", {"__name__": text})
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
    import wrong_all
    wrong_all.step()
# expect: AttributeError module 'wrong_all' has no attribute 'absent'
# expect: TypeError Item in wrong_all.__all__ must be str, not int
# expect: TypeError 'int' object does not support indexing
try:
    exec("from wrong_package import *")
except TypeError as error:
    print(error)  # expect: Item in wrong_package.__all__ must be str, not int
import sys
sys.modules["five"] = 5
try:
    exec("from five import *")
except ImportError as error:
    print(error)  # expect: from-import-* object has no __dict__ and no __all__
vars(wrong_all).clear()
vars(wrong_all)[5] = 5
try:
    exec("from wrong_all import *")
except Exception as error:
    print(type(error).__name__, error)  # expect: AttributeError module has no attribute '__name__'
vars(wrong_all)["__name__"] = "nameless"
try:
    exec("from wrong_all import *")
except Exception as error:
    print(type(error).__name__, error)  # expect: TypeError Key in nameless.__dict__ must be str, not int
def function():
    try:
        exec("from plain import *")
        return public
    finally:
        pass
print(function())  # expect: 1
try:
    compile("def f():\n    from plain import *\n", "x", "exec")
except SyntaxError as error:
    print(error.msg)  # expect: import * only allowed at module level
