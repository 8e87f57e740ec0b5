# sys.unraisablehook receives what __del__ raises, and the facts of a system that is not there.
import sys


class Noisy:
    def __del__(self):
        raise ValueError("in __del__")


def hook(args):
    print(args.exc_type, args.exc_value, args.err_msg, args.object.__qualname__, args.exc_traceback is not None)
    print(type(args).__name__, len(args))


sys.unraisablehook = hook
Noisy()
# expect: <class 'ValueError'> in __del__ None Noisy.__del__ True
# expect: UnraisableHookArgs 5
sys.unraisablehook = sys.__unraisablehook__
print(sys.unraisablehook is sys.__unraisablehook__, sys.unraisablehook)
# expect: True <built-in function unraisablehook>
try:
    sys.unraisablehook(5)
except TypeError as error:
    print(error)
# expect: sys.unraisablehook argument type must be UnraisableHookArgs
print(sys.getswitchinterval(), sys.setswitchinterval(0.1), round(sys.getswitchinterval(), 6))
# expect: 0.005 None 0.1
try:
    sys.setswitchinterval(0)
except ValueError as error:
    print(error)
# expect: switch interval must be strictly positive
print(sys.gettrace(), sys.getprofile(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
# expect: None None utf-8 surrogateescape
print(repr(sys.abiflags), sys.pycache_prefix, sys.warnoptions, type(sys.stdlib_module_names), "math" in sys.stdlib_module_names)
# expect: '' None [] <class 'frozenset'> True
print(sys.float_info.max, sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.flags.optimize, sys.maxunicode, sys.byteorder)
# expect: 1.7976931348623157e+308 30 2305843009213693951 0 1114111 little
