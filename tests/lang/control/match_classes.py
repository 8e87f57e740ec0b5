# Class patterns over built-in types: the whole value, and attributes by keyword.


def fails(source):
    try:
        exec(source)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def type_of(x):
    match x:
        case bool(b):
            return "bool", b
        case int(0):
            return "zero"
        case int(n) if n > 100:
            return "large", n
        case int(real=r, denominator=1):
            return "int", r
        case float(f) | str(f):
            return "text or float", f
        case list([a, b]) | tuple([a, b]):
            return "pair", a, b
        case list() | tuple():
            return "sequence"
        case dict({"k": v}):
            return "dict with k", v
        case dict(d):
            return "dict", d
        case set(s) | frozenset(s):
            return "set", s
        case range(start=low, stop=high):
            return "range", low, high
        case slice(start=None):
            return "slice"
        case KeyError(args=(key,)):
            return "KeyError", key
        case Exception(args=args):
            return "exception", args
        case object(__class__=c):
            return "object", c


for x in (True, 0, 500, 7, 1.5, "s", [1, 2], (3, 4), [], {"k": 1}, {"l": 2}):
    print(type_of(x))
# expect: ('bool', True)
# expect: zero
# expect: ('large', 500)
# expect: ('int', 7)
# expect: ('text or float', 1.5)
# expect: ('text or float', 's')
# expect: ('pair', 1, 2)
# expect: ('pair', 3, 4)
# expect: sequence
# expect: ('dict with k', 1)
# expect: ('dict', {'l': 2})
for x in ({5}, frozenset("f"), range(2, 9), slice(3), slice(1, 2), KeyError("key"), ValueError(1, 2), None):
    print(type_of(x))
# expect: ('set', {5})
# expect: ('set', frozenset({'f'}))
# expect: ('range', 2, 9)
# expect: slice
# expect: ('object', <class 'slice'>)
# expect: ('KeyError', 'key')
# expect: ('exception', (1, 2))
# expect: ('object', <class 'NoneType'>)

match 5:
    case int(missing=_):
        print("no")
    case int(real=5, imag=0) as five:
        print(five)  # expect: 5

fails("match 1:\n  case int(1, 2): pass")
# expect: TypeError: int() accepts 1 positional sub-pattern (2 given)
fails("match range(3):\n  case range(1): pass")
# expect: TypeError: range() accepts 0 positional sub-patterns (1 given)
fails("number = 5\nmatch 1:\n  case number(): pass")  # expect: TypeError: called match pattern must be a type
fails("match 1:\n  case undefined(): pass")  # expect: NameError: name 'undefined' is not defined
fails("match 1:\n  case str(1, 2, 3): print('not looked at')\n  case _: print('other')")  # expect: other
