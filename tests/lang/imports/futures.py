"""doc"""
from __future__ import annotations
from __future__ import (division, print_function as pf)
import __future__
print(annotations, division.getMandatoryRelease(), __future__.all_feature_names, pf.compiler_flag)
# expect: _Feature((3, 7, 0, 'beta', 1), None, 16777216) (3, 0, 0, 'alpha', 0) ['nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function', 'unicode_literals', 'barry_as_FLUFL', 'generator_stop', 'annotations'] 1048576
def f(a: Undefined, b: "x" = 1, *args: int | str, c: list[int] = 2, **k: {1: 2}) -> "r": pass
print(f.__annotations__)
# expect: {'a': 'Undefined', 'b': "'x'", 'args': 'int | str', 'c': 'list[int]', 'k': '{1: 2}', 'return': "'r'"}
x: Foo.bar[1:2, ...] = 5
class C:
    y: (a, b)
    z: not (a and b or c) if d else e
    w: lambda q, /, r=1, *s, t, u=2, **v: q
print(__annotations__, C.__annotations__)
# expect: {'x': 'Foo.bar[1:2, ...]'} {'y': '(a, b)', 'z': 'not (a and b or c) if d else e', 'w': 'lambda q, /, r=1, *s, t, u=2, **v: q'}
exprs = ["a+b*c", "(a+b)*c", "a**-b**c", "(-a)**b", "-a**b", "not a == b", "a if b else c if d else e", "(a if b else c) if d else e", "[x for x in y if z if w]", "{a: b, **c}", "{a, b}", "()", "(a,)", "f(*a, b=c, **d)", "f(x for x in y)", "a[b]", "a[b, c]", "a[b:c:d]", "a[(b, c)]", "1 .real", "1.5.real", "'it\\'s'", "\"a'b\"", "b'x\\x00'", "...", "None", "1e400", "1j", "f'{a!r:>{w}} {{}} {b=}'", "a < b <= c is not d not in e", "lambda: 0", "(lambda: 0)()", "a @ b // c % d", "a << b | c & d ^ e", "~a", "+a", "a.b.c", "[*a, b]", "'é\\u200b\\n\\t'", "{**a}", "{x: y for x, y in z}", "(a or b) and c", "a or b and c", "a - (b - c)", "(a - b) - c", "2 ** (3 ** 4)", "(2 ** 3) ** 4", "'a' 'b'", "True", "f(a)(b)[c].d", "x[lambda: 0]"]
for e in exprs:
    ns = {}
    exec(f"def g(a: {e}): pass", ns)
    print(ns["g"].__annotations__["a"])
# expect: a + b * c
# expect: (a + b) * c
# expect: a ** (-b ** c)
# expect: (-a) ** b
# expect: -a ** b
# expect: not a == b
# expect: a if b else c if d else e
# expect: (a if b else c) if d else e
# expect: [x for x in y if z if w]
# expect: {a: b, **c}
# expect: {a, b}
# expect: ()
# expect: (a,)
# expect: f(*a, b=c, **d)
# expect: f(x for x in y)
# expect: a[b]
# expect: a[b, c]
# expect: a[b:c:d]
# expect: a[b, c]
# expect: 1 .real
# expect: 1.5.real
# expect: "it's"
# expect: "a'b"
# expect: b'x\x00'
# expect: ...
# expect: None
# expect: 1e309
# expect: 1j
# expect: f'{a!r:>{w}} {{}} b={b!r}'
# expect: a < b <= c is not d not in e
# expect: lambda: 0
# expect: (lambda: 0)()
# expect: a @ b // c % d
# expect: a << b | c & d ^ e
# expect: ~a
# expect: +a
# expect: a.b.c
# expect: [*a, b]
# expect: 'é\u200b\n\t'
# expect: {**a}
# expect: {x: y for x, y in z}
# expect: (a or b) and c
# expect: a or b and c
# expect: a - (b - c)
# expect: a - b - c
# expect: 2 ** 3 ** 4
# expect: (2 ** 3) ** 4
# expect: 'ab'
# expect: True
# expect: f(a)(b)[c].d
# expect: x[lambda: 0]
exec("def h(p: Undef): pass"); print(h.__annotations__)  # expect: {'p': 'Undef'}
code = compile("def i(p: Undef): pass\nprint(i.__annotations__)", "x", "exec"); exec(code)  # expect: {'p': 'Undef'}
print(compile("1", "x", "eval").co_flags & 0x1000000, f.__code__.co_flags & 0x1000000)  # expect: 16777216 16777216
try: exec(compile("def i(p: Undef): pass", "x", "exec", dont_inherit=True))
except NameError as e: print(e)  # expect: name 'Undef' is not defined
exec(compile("def i(p: Undef): pass\nprint(i.__annotations__)", "x", "exec", 0x1000000, True))
# expect: {'p': 'Undef'}
for s in ["from __future__ import nope","x=1\nfrom __future__ import division","def f():\n    from __future__ import division","from __future__ import braces","if 1:\n  from __future__ import division", "from __future__ import *"]:
    try: compile(s,"x","exec")
    except SyntaxError as e: print(e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset)
# expect: future feature nope is not defined 1 1 1 None
# expect: from __future__ imports must occur at the beginning of the file 2 1 2 32
# expect: from __future__ imports must occur at the beginning of the file 2 5 2 36
# expect: not a chance 1 1 1 None
# expect: from __future__ imports must occur at the beginning of the file 2 3 2 34
# expect: future feature * is not defined 1 1 1 None
