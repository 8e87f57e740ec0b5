"""Records what CPython prints for programs that end with an exception: standard output, standard error, exit status.

    python3 tests/oracles/generate/tracebacks.py > tests/oracles/tracebacks.json

Each program runs as the file program.py of an empty directory. The programs use only what this runtime's language has
and print nothing that depends on addresses or on the machine.
"""
import json
import os
import subprocess
import sys
import tempfile

PROGRAMS = r'''
x = 1 / 0
####
def f(a, b):
    return a / b
f(1, 0)
####
def f(a, b):
    return g(a) + g(b)
def g(x):
    return x[0]
f([1], [])
####
a = [1, 2]
print(a[5])
####
a = {'k': 1}
a['missing']
####
a = {}
a[1, 2]
####
a = {}
a['it\'s']
####
{}['']
####
x = [[1], [2]]
print(x[0][0] + x[1][3] * 2)
####
x = None
x.attribute
####
x = None
print(1, x.attribute, 2)
####
x = None
x.attribute.more()
####
x = None
x.method(1, 2)
####
x = 5
x()
####
x = 5
print(x(1)(2))
####
def f():
    pass
f(1)
####
def f(a, b):
    pass
f(a=1, c=2)
####
def f(a, *, b):
    pass
f(1)
####
def f(a, b, c):
    pass
f()
####
undefined
####
print(undefined + 1)
####
def f():
    print(local)
    local = 1
f()
####
def outer():
    def inner():
        return later
    inner()
    later = 1
outer()
####
value = 1
print(valeu)
####
def f():
    counter = 1
    return countre
f()
####
prnt(1)
####
[].apend(1)
####
"abc".uper()
####
(1).bit_lenght()
####
{}.itms()
####
Value_Error
####
import nothing
####
import sys
sys.argvv
####
from sys import nothing
####
import sys.nothing
####
raise ValueError
####
raise ValueError()
####
raise ValueError("text")
####
raise ValueError("a", "b")
####
raise ValueError("two\nlines")
####
raise ValueError("x")  # comment after it
####
if True:
    raise KeyError("key")
####
raise KeyError(1, 2)
####
raise 5
####
raise int
####
raise
####
def f():
    raise
f()
####
raise ValueError from 5
####
assert 1 == 2
####
assert 1 == 2, "message"
####
assert False, (1, 2)
####
try:
    1 / 0
except ZeroDivisionError:
    raise ValueError("while handling")
####
try:
    1 / 0
except ZeroDivisionError as e:
    raise ValueError("from it") from e
####
try:
    1 / 0
except ZeroDivisionError:
    raise ValueError("without") from None
####
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]
except IndexError as e:
    raise KeyError("k") from e
####
try:
    1 / 0
except ZeroDivisionError:
    raise
####
def f():
    try:
        g()
    except ValueError:
        raise
def g():
    raise ValueError("from g")
f()
####
def f():
    try:
        g()
    except ValueError as e:
        raise e
def g():
    raise ValueError("from g")
f()
####
try:
    1 / 0
finally:
    print("finally")
####
try:
    1 / 0
finally:
    [][0]
####
try:
    pass
except ValueError:
    pass
else:
    1 / 0
####
try:
    1 / 0
except undefined:
    pass
####
try:
    1 / 0
except 5:
    pass
####
try:
    1 / 0
except (ValueError, 5):
    pass
####
def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)
f(2)
####
def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)
f(3)
####
def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)
f(4)
####
def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)
f(5)
####
def f(n):
    if n == 0:
        raise ValueError("deep")
    return f(n - 1) + 1
f(50)
####
def even(n):
    return odd(n - 1)
def odd(n):
    return even(n - 1) if n else 1 / n
even(9)
####
def f():
    return f()
f()
####
e = ValueError("with notes")
e.add_note("first note")
e.add_note("second\nnote")
raise e
####
e = ValueError("bad notes")
e.__notes__ = 5
raise e
####
e = ValueError("notes of all kinds")
e.__notes__ = [1, None, "text"]
raise e
####
a = ValueError("a")
b = TypeError("b")
a.__context__ = b
b.__context__ = a
raise a
####
a = ValueError("a")
a.__cause__ = a
raise a
####
a = ValueError("a")
b = TypeError("b")
c = KeyError("c")
a.__cause__ = b
a.__context__ = c
raise a
####
e = ValueError("has cause and context")
e.__context__ = TypeError("context")
e.__suppress_context__ = True
raise e
####
import sys
sys.exit()
####
import sys
sys.exit(3)
####
import sys
sys.exit("message")
####
import sys
sys.exit((1, 2))
####
import sys
sys.exit(None)
####
import sys
sys.exit(-1)
####
import sys
sys.exit(256)
####
import sys
sys.exit(2 ** 100)
####
import sys
sys.exit(True)
####
import sys
sys.exit(1.5)
####
raise SystemExit
####
raise SystemExit(7)
####
raise SystemExit("text")
####
e = SystemExit(1)
e.code = 9
raise e
####
import sys
try:
    sys.exit(4)
finally:
    print("cleanup")
####
import sys
sys.tracebacklimit = 0
1 / 0
####
import sys
sys.tracebacklimit = 1
def f():
    1 / 0
f()
####
import sys
def hook(type, value, traceback):
    print("hook", type.__name__, value, traceback.tb_lineno)
sys.excepthook = hook
1 / 0
####
import sys
def hook(type, value, traceback):
    raise KeyError("in hook")
sys.excepthook = hook
1 / 0
####
import sys
del sys.excepthook
1 / 0
####
import sys
sys.stderr = None
1 / 0
####
exec("1 / 0")
####
exec("def f():\n    undefined\nf()")
####
eval("1 +")
####
eval("a b")
####
exec("x = (1")
####
exec(compile("1 / 0", "other.py", "exec"))
####
def f():
    exec("raise ValueError('inside')")
f()
####
x = [i / 0 for i in (1, 2)]
####
x = {i: 1 / i for i in (1, 0)}
####
f = lambda x: x / 0
f(1)
####
def f(x=1 / 0):
    pass
####
def decorator(g):
    raise ValueError("in decorator")
@decorator
def f():
    pass
####
a, b = 1
####
a, b = 1, 2, 3
####
a, b, *c = [1]
####
for x in 5:
    pass
####
for a, b in [(1, 2), (3,)]:
    print(a)
####
while 1 < "a":
    pass
####
print("a" + 1)
####
print(1 + "a")
####
x = 1
x += "a"
####
x = [1]
x[0] += "a"
####
x = [1]
x["a"] = 1
####
x = (1, 2)
x[0] = 1
####
del undefined
####
del [1][5]
####
x = {}
del x["k"]
####
x = 1
del x.real
####
x = 1
x.real = 5
####
x = 1
x.attribute = 5
####
print(-"a")
####
print(not_defined is None)
####
print(1 in 5)
####
print([] < {})
####
print(1 < 2 < "a")
####
print("a" if undefined else "b")
####
print(f"{1 / 0}")
####
print(f"text {undefined!r} text")
####
print(f"{1:bad}")
####
x = ("a" +
     "b" +
     undefined)
####
x = [1,
     2,
     1 / 0,
     3]
####
def f(a,
      b):
    return (a
            / b)
f(1,
  0)
####
f = (lambda
     x: x / 0)
f(
    1
)
####
x = 1
y = 0
z = (x) / (y)
####
z = (1 + 2) / (3 - 3)
####
z = 1 //0
####
z = 1//0
####
z = 1 % 0
####
z = 2 ** "a"
####
z = 1 @ 2
####
z = 1 << "a"
####
z = 1 << -1
####
z = [1, 2, 3][ 5 ]
####
z = [1, 2, 3][5][6]
####
z = (1, 2)["a"]
####
z = "abc"[1:2:0]
####
z = {}[[]]
####
int("abc")
####
int(None)
####
float("x")
####
len(5)
####
iter(5)
####
next([])
####
next(iter([]))
####
list(5)
####
dict([1])
####
"".join([1])
####
"abc".index("x")
####
[].pop()
####
{}.pop("k")
####
[1, 2].remove(3)
####
[3, "a"].sort()
####
sorted([1, "a"])
####
min([])
####
max()
####
range(1, 2, 0)
####
chr(-1)
####
ord("ab")
####
print(1, sep=5)
####
isinstance(1, 5)
####
getattr(1, "nothing")
####
getattr(1, 5)
####
hash([])
####
f"{'a':5d}"
####
"%d" % "a"
####
"{} {}".format(1)
####
"{x}".format(y=1)
####
	# a line that begins with a tab is fine as a comment
if True:
	x = 1 /	0
####
äöü = 1
print(äöü / 0 + äöü)
####
print("日本語" + 1)
####
x = "é" * 3; y = x[10]
####
print(1); print(2); 1 / 0
####
if 1: x = 1 / 0
####
def f(): return 1 / 0
f()
####
x = lambda: undefined; x()
####
def f():
    x = 1
    def g():
        nonlocal x
        x = x / 0
    g()
f()
####
def f():
    global g
    g = undefined_name
f()
####
def f(*args, **kwargs):
    return args[0](*args[1:], **kwargs)
f(f, f, lambda x: x, y=1)
####
print(*5)
####
print(**5)
####
print(**{1: 2})
####
print(*[1], **{"sep": 5})
####
def f(a):
    pass
f(1, a=2)
####
[1, 2, 3].index(9)
####
x = 10 ** 400 * 1.0
####
print(1.0 / 0)
####
print(0 ** -1)
####
print(divmod(1, 0))
####
x = "a" * (10 ** 30)
####
x = [0] * -1; x[0]
####
raise ExceptionGroup("group", [ValueError(1), TypeError("t")])
####
try:
    raise ExceptionGroup("inner", [ValueError(1)])
except ExceptionGroup as e:
    raise ExceptionGroup("outer", [e, KeyError("k")]) from e
####
def f():
    raise ValueError("with traceback")
try:
    f()
except ValueError as e:
    raise ExceptionGroup("group\nof two lines", [e, ExceptionGroup("nested", [TypeError("x"), e])])
####
raise ExceptionGroup("many", [ValueError(i) for i in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)])
####
raise UnicodeEncodeError("ascii", "text", 1, 2, "reason")
####
raise OSError(2, "text", "file")
####
raise StopIteration(5)
####
raise ImportError("no", name="n", path="p")
####
raise KeyboardInterrupt
####
raise SyntaxError("plain")
####
raise SyntaxError("with place", ("file.py", 3, 5, "    some text\n"))
####
raise SyntaxError("with end", ("file.py", 3, 5, "    some text\n", 3, 9))
####
raise SyntaxError("several lines", ("file.py", 3, 5, "    some text\n", 4, 9))
####
raise SyntaxError("no text", ("file.py", 3, 5, None))
####
raise SyntaxError("no file", (None, 3, 5, "text"))
####
raise SyntaxError("before the text", ("file.py", 3, 1, "    text"))
####
raise SyntaxError("behind the text", ("file.py", 3, 50, "    text"))
####
raise IndentationError("ind", ("file.py", 1, 2, "text", 1, 3))
####
raise NotImplementedError
####
e = ValueError(1)
e.args = (2, 3)
raise e
####
raise ValueError(ValueError("inner"))
####
raise ValueError([1, "a", None])
####
raise ValueError("")
####
raise ValueError(" ")
####
raise ValueError(None)
####
raise Exception("a" * 200)
####
x = 1
def f():
    return x.y.z
f()
####
def f():
    return (1).real.imag.nothing
f()
####
x = {"a": {"b": {}}}
x["a"]["b"]["c"]["d"]
####
x = {"a": {"b": {}}}
print(len(x["a"]["b"]["c"]) + 1)
####
def f(x):
    return x
f(f)(f)(1)(2)
####
"a".join(str(1), "b")
####
x = [1, 2, 3]
x.append(4).append(5)
####
def f():
    try:
        return 1 / 0
    finally:
        print("in finally")
f()
####
def f():
    for i in (1, 2):
        try:
            1 / 0
        except ZeroDivisionError:
            continue
    return i.nothing
f()
####
def f():
    try:
        try:
            1 / 0
        finally:
            print("inner")
    except ZeroDivisionError as e:
        print(e.__traceback__.tb_lineno)
        raise TypeError("t") from e
f()
####
def f():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise TypeError(2)
        except TypeError:
            raise KeyError(3)
f()
####
def f():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise TypeError(2)
        except TypeError:
            pass
        raise KeyError(3)
f()
####
try:
    raise ValueError(1)
except ValueError as e:
    pass
print(e)
####
try:
    raise ValueError(1)
except ValueError as e:
    e.__traceback__ = None
    raise
####
try:
    raise ValueError(1)
except ValueError as e:
    saved = e
raise saved.with_traceback(None)
####
try:
    raise ValueError(1)
except ValueError as e:
    saved = e
raise saved
####
def make():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e
raise make()
####
import sys
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[:2])
print(sys.exc_info())
undefined
####
x = 5 if True else undefined
y = x[0]
####
x = (yield_ := 5) / 0
####
x: int = 1 / 0
####
x = y = 1 / 0
####
x = 1 / 0, 2
####
x = [*5]
####
x = {**5}
####
x = (1, *[2], *3)
####
print("\ud800")
####
"abc".nope.nope
####
print((1).__add__("a").nope)
####
True.nope
####
None()
####
"text"()
####
[1, 2]()
####
print.nope
####
ValueError.nope
####
ValueError().nope
####
len(1, 2)
####
len()
####
int("1", base=99)
####
round("a")
####
abs("a")
####
sum(["a"])
####
zip(1)
####
list(map(lambda x: 1 / x, [1, 0]))
####
sorted([1, 2], key=lambda x: x.nope)
####
[x for x in range(3) if x.nope]
####
[[y / 0 for y in (1,)] for x in (1,)]
####
def f():
    return [undefined for x in (1,)]
f()
####
x = 1
x.y += 1
####
x = [0]
x[3] += 1
####
x = 1 / 0 if True else 2
####
x = not (1 / 0)
####
x = 1 and 1 / 0
####
x = 0 or 1 / 0
####
while True:
    1 / 0
####
if 1 / 0:
    pass
elif 2:
    pass
####
if False:
    pass
elif 1 / 0:
    pass
####
return_value = (
    1
    +
    undefined
    + 2
)
####
result = print(
    "text",
    undefined,
)
####
"""A docstring."""

import sys


def main():
    """Runs it."""
    data = [1, 2, 3]

    total = 0
    for item in data:
        total += item / (item - 2)

    return total


main()
####
def f(a, b=2, *args, c, d=4, **kwargs):
    locals_here = a + b
    return locals_here / (c - c)


f(1, c=3)
####
x = [i for i in 5]
####
x = {i: 1 for i in 5}
####
x = [i for y in [1] for i in 5]
####
x = [i for i in [1] if i.nope]
####
x = [i.nope for i in [1]]
####
x = {i.nope: 1 for i in [1]}
####
x = [a for a, b in [1]]
####
f = print
f(*5)
####
f = print
f(1, *5)
####
f = print
f(*[1], *5)
####
f = print
x = f(*[1], **5)
####
f = print
x = f(a=1, **{"a": 2})
####
f = print
x = f(**{"a": 1}, **{"a": 2})
####
x = [1, *5, 2]
####
x = (*5,)
####
a, *b = 5
####
x = a, *b = 1
####
(a, b), c = 1, 2
####
for (a, b), c in [(1, 2)]:
    pass
####
[a, b] = [1]  # three
####
del x[0], y
####
x = 5
x[1:2] = 5
####
x = 5
y = x[1:2] + 1
####
a = 1
a.b.c = 1
####
a = [1]
a[0].b = 1
####
a = [1]
a[0][1] = 2
####
a = 1
x = not a.b
####
a = 1
x = -a.b
####
x = -"a" + 1
####
x = ~1.5
####
a = 1
x = 0 < a.c < 5
####
x = 1 < "a" < 2
####
x = 0 < 1 < "a" < 2
####
x = 1 == 1 < "a"
####
x = 5 in 5 in 5
####
f = lambda a: f
f(1)(2).c(3)
####
f = lambda a: f
x = f(1)[2]
####
f = lambda a: f
f(1).x = 5
####
f = lambda a: f
f(1)[0] = 5
####
f = lambda a: f
del f(1)[0]
####
f = lambda a: f
del f(1).x
####
a = 1
print(f"before {a.b} after")
####
a = 1
print(f"{1:{a.b}}")
####
a = 1
@a.b
def f(): pass
####
@print(1 / 0)
def f():
    pass
####
@len
def f():
    pass
####
def f(a=undefined): pass
####
def f(a: undefined): pass
####
def f(a) -> undefined: pass
####
def f():
    a = 1
    return a.b
f()
####
raise undefined.x
####
raise ValueError(1 / 0)
####
raise ValueError from undefined
####
assert undefined.x
####
assert True, undefined
assert False, undefined
####
def check(x):
    assert x > 0, f"{x} is not positive"
check(-1)
####
assert (1 ==
        2), "several lines"
####
a = 1
if a.b: pass
####
a = 1
while a.b:
    pass
####
a = 1
x = 1 if a.b else 2
####
a = 1
x = a and a.b
####
a = 1
x = a.b or a
####
a = 1
a += a.b
####
a = 1
a.b += 1
####
a = [1]
a[0].b += 1
####
a = []
a[0] += 1
####
a = []
a += 5
####
a = 1; a @= 2
####
x: int = undefined
####
a = 1
a.b: int = 5
####
print(1,
      undefined,
      2)
####
print(1,
      [2, 3][5],
      2)
####
x = print(
    1
)(2)
####
x = (1 +
     2)(3)
####
x = [1,
     2](
    3)
####
x = {
    "a": 1,
    undefined: 2,
}
####
x = {
    "a": 1,
    []: 2,
}
####
x = [1, 2, 3]
y = x[
    5
]
####
x = "text".nothing(
    1,
    2,
)
####
x = ("text"
     .upper()
     .nothing()
     .lower())
####
x = ("text"
     .upper()
     .index("x")
     .lower())
####
def f(): pass
f(
    1,
    2,
)
####
x = 1 if True else 2; y = x.z; z = 3
####
x = lambda: (1).nope
x()
####
x = lambda: 1 / 0
y = x() + 1
####
def f(): return 1 / 0
def g(): return f()
x = [g() for _ in range(1)]
####
def f():
    return {k: v / 0 for k, v in {1: 2}.items()}
f()
####
x = [[(1).nope for _ in (1,)] for _ in (1,)]
####
from sys import argv, nothing, path
####
import sys, nothing
####
import sys.argv
####
import nothing.at.all as n
####
from . import x
####
from .y import x
####
from nothing import *
####
def f():
    import nothing
f()
####
global_name = 5
def f():
    global_name += 1
f()
####
def f():
    del x
    x = 1
f()
####
def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    e
f()
####
def f():
    for i in []:
        pass
    return i
f()
####
def f(x):
    del x
    return x
f(1)
####
x = "a" "b" * 2.5
####
x = 1.5 // "a"
####
x = 1.5 % 0
####
x = divmod(1.5, 0)
####
x = (1, 2) + [3]
####
x = [1] + (2,)
####
x = [1] * "a"
####
x = [1, 2][1.5]
####
x = [1, 2]["a":]
####
x = "abc"[5]
####
x = "abc"["a"]
####
x = {}[[]]
####
x = {[]: 1}
####
x = 5[0]
####
x = None[0]
####
x = None + 1
####
x = 1 + None
####
x = [] < 5
####
x = None > None
####
x = "a" in 5
####
x = 5 in "abc"
####
x = (1).real()
####
x = "%s %s" % (1,)
####
x = "%q" % 1
####
x = "{:d}".format("a")
####
x = "{".format(1)
####
x = "{a.b}".format(a=1)
####
x = "{0[5]}".format([1])
####
def f():
    x = 1
    exec("y = undefined")
f()
####
eval("(1).nope")
####
exec("def g():\n  return 1 / 0")
g()
####
exec("import sys\nsys.nope")
####
exec("raise ValueError('a') from KeyError('b')")
####
exec("x = 1\n  y = 2")
####
exec("if True:\nx = 1")
####
exec("x = 'unterminated")
####
exec("x = (1,\n")
####
exec("def f(:\n  pass")
####
exec("é = 1 +* 2")
####
exec("\tx = $")
####
eval("x = 1")
####
eval("f(1, a=2, 3)")
####
compile("a = = 1", "some_file.py", "exec")
####
exec("return 5")
####
exec("break")
####
exec("x = 5\nnonlocal y")
####
exec("def f():\n  x = 1\n  global x")
####
exec("def f(a, a): pass")
####
exec("f() = 5")
####
exec("1 = x")
####
exec("None = 1")
####
exec("del f()")
####
exec("x = {'a': 1, 'b'}")
####
exec("print 'hello'")
####
exec("a b c")
####
exec("if x = 1: pass")
####
exec("for x on y: pass")
####
exec("elif x: pass")
####
exec("\u00a0x = 1")
####
exec("x = 1 \\ 2")
####
exec("0777")
####
exec("1_000_")
####
exec("12abc")
####
exec("f'{a b}'")
####
exec("f'{'")
####
exec("f'{}'")
####
exec("'\\N{nothing}'")
####
exec("'\\x1'")
####
exec("b'é'")
####
x = 1
  y = 2
####
if True:
print(1)
####
def f():
    return 1
   return 2
####
x = (1, 2
y = 3
####
print("unterminated
####
x = [1, 2
####
"""unterminated
text
####
x = 5 5
####
while True print(1)
####
def f(x):
	if x:
        return 1
####
print("日本語", 1 + "a")
####
x = "日" + 1 + "本"
####
日本語
####
x = ("日本語",
     1)[9]
####
def 関数(引数):
    return 引数.属性 + 1
関数(1)
####
x = "😀é" + 1  # 日本
####
import gc
gc.callbacks.append(len)
gc.collect()
gc.callbacks.clear()
print("goes on")
####
import gc
def f():
    gc.callbacks.append(None)
    gc.collect()
f()
gc.callbacks.clear()
####
import sys, gc
sys.tracebacklimit = 0
gc.callbacks.append(len)
gc.collect()
gc.callbacks.clear()
####
class_ = 1
class_.nope.x = 5
'''

# Two names each: the first is bound, the second is looked for.
SUGGESTIONS = [
    ('abc', 'abd'),
    ('abcdef', 'abcdfe'),
    ('Variable', 'variable'),
    ('VARIABLE', 'variable'),
    ('a', 'b'),
    ('ab', 'ba'),
    ('abc', 'xyz'),
    ('count', 'coutn'),
    ('number_of_items', 'numbr_of_itms'),
    ('x1', 'x2'),
    ('very_long_name_that_is_longer_than_forty_characters', 'very_long_name_that_is_longer_than_forty_charactesr'),
    ('foo', 'food'),
    ('foo', 'fo'),
    ('foo', 'of'),
    ('lenght', 'length'),
    ('Lenght', 'length'),
    ('é_name', 'e_name'),
    ('naïve', 'naive'),
    ('print_', 'prnt_'),
    ('alpha_beta', 'beta_alpha'),
    ('aaaa', 'aaab'),
    ('aaaaaaaaaa', 'bbbbbbbbbb'),
    ('abcdefghij', 'abcdefxxxx'),
    ('abcdefghij', 'abcdefgxxx'),
    ('_x', 'x_'),
    ('value', 'valeus'),
    ('value', 'valu')
]


def run(source, directory):
    with open(os.path.join(directory, "program.py"), "w", encoding="utf-8") as file:
        file.write(source)
    env = {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "PATH": os.environ["PATH"]}
    result = subprocess.run([sys.executable, "program.py"], cwd=directory, env=env, capture_output=True, text=True, encoding="utf-8")
    # A program that dies of a signal has the status that a shell gives it.
    status = result.returncode if result.returncode >= 0 else 128 - result.returncode
    return {"source": source, "stdout": result.stdout, "stderr": result.stderr.replace(directory + "/", ""), "status": status}


def main():
    sources = [text.lstrip("\n") for text in PROGRAMS.split("####\n")]
    for bound, wanted in SUGGESTIONS:
        sources.append("%s = 1\n%s\n" % (bound, wanted))
        sources.append("def f(%s):\n    return %s\nf(1)\n" % (bound, wanted))
    with tempfile.TemporaryDirectory() as directory:
        programs = [run(source, directory) for source in sources]
    json.dump({"generated_by": "CPython %d.%d.%d" % sys.version_info[:3], "generator": "generate/tracebacks.py", "programs": programs},
              sys.stdout, indent=1, ensure_ascii=False)
    print()


main()
