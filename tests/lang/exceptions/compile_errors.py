# What the compiler refuses after the parser has accepted it: message, and where.
def complain(source):
    try:
        compile(source, "<text>", "exec")
    except SyntaxError as error:
        print(error.msg, (error.lineno, error.offset, error.end_lineno, error.end_offset))
    else:
        print("fine")


complain("f(a, __debug__=1)")  # expect: cannot assign to __debug__ (1, 1, 1, 18)
complain("__debug__: int")  # expect: cannot assign to __debug__ (1, 1, 1, 15)
complain("x.__debug__: int")  # expect: cannot assign to __debug__ (1, 1, 1, 17)
complain("def f(*, a, __debug__): pass")  # expect: cannot assign to __debug__ (1, 1, 1, 29)
complain("def f(a=lambda __debug__: 0): pass")  # expect: cannot assign to __debug__ (1, 9, 1, 28)
complain("class C(__debug__=1): pass")  # expect: cannot assign to __debug__ (1, 1, 1, 27)
complain("del __debug__")  # expect: cannot delete __debug__ (1, 5, 1, 14)
complain("def f():\n from sys import *")  # expect: import * only allowed at module level (2, 18, 2, 19)
complain("x = 1\nfrom __future__ import division")
# expect: from __future__ imports must occur at the beginning of the file (2, 1, 2, 32)
complain("def f():\n from __future__ import division")
# expect: from __future__ imports must occur at the beginning of the file (2, 2, 2, 33)
complain("import a; from __future__ import division")
# expect: from __future__ imports must occur at the beginning of the file (1, 10, 1, None)
complain("from __future__ import nope")  # expect: future feature nope is not defined (1, 1, 1, None)
complain("from __future__ import braces")  # expect: not a chance (1, 1, 1, None)
complain("'doc'\nfrom __future__ import division")  # expect: fine

names = ", ".join(f"a{i}" for i in range(256))
complain(f"{names}, *rest = x")  # expect: too many expressions in star-unpacking assignment (1, 1, 1, 1432)
complain(f"*rest, {names} = x")  # expect: fine


def nest(depth, opening):
    return "".join(" " * i + opening.replace("\n", "\n" + " " * i) + "\n" for i in range(depth)) + " " * depth + "pass"


complain(nest(20, "while x:"))  # expect: fine
complain(nest(21, "while x:"))  # expect: too many statically nested blocks (21, 21, 22, 26)
complain(nest(20, "with x:"))  # expect: fine
complain(nest(21, "for y in x:"))  # expect: too many statically nested blocks (21, 21, 22, 26)
# A handler counts twice.
complain(nest(10, "try: pass\nexcept E as e:"))  # expect: fine
complain(nest(11, "try: pass\nexcept E as e:"))  # expect: too many statically nested blocks (21, 11, 23, 16)
complain(nest(10, "try: pass\nexcept* E:"))  # expect: fine
complain(nest(11, "try: pass\nexcept* E:"))  # expect: too many statically nested blocks (21, 11, 23, 16)
complain(nest(60, "if x:"))  # expect: fine
