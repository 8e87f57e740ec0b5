"""Sources for the syntax oracles: valid ones and mistakes, by area, and seeded mixtures of both.

The fragments cover every rule of the grammar and, among the mistakes, every message of CPython's tokenizer and
parser. `lines` is one source per line; what needs several lines or special characters is written as a literal.
"""
import random


def lines(text):
    return [line for line in text.split("\n") if line]


VALID = {
    "names and constants": lines(r"""
# comment
x
None, True, False, ...
_
__a__
é
ﬁ = 1
𝒳𝓎 + 𝔞
match = case = _ = 1
print
type
ª = º
ℌ.ℌ(ℌ=ℌ)
""") + [
        '', '\n', 'x\n',
    ],
    "numbers": lines(r"""
0
00
0_0
1
123456789012345
1234567890123456789012345678901234567890
1_000_000
0x1F
0XdeadBEEF
0x_f
0o17
0O7_7
0b101
0B1_0
1.
.5
1.5
1e10
1E-5
1.5e+300
1e400
0e0
00.5
09.5
09e1
1_0.0_1e1_0
1j
1.5J
0j
09j
1e3j
.5j
1if x else 2
[1for x in y]
0x1for x in y
1_0or 2
1 .real
1..real
9007199254740993
999999999999999
1000000000000000
1e22
123456789.123456789e-30
"""),
    "strings": lines(r"""
''
""
'a'
"a"
'a' 'b'
u'x'
'\N{DIGIT ONE}\N{bell}\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{latin small letter a with grave}'
f'\N{EN DASH}{x}\N{EM DASH}' rf'{x}\N'
U'x'
b'abc'
b'a' b'b'
'é€😀'
'"'
"'"
'' ''
b'' rb''
'N{x}'
""") + [
        "'''a'''", '"""a\nb"""', '\'a\' "b" \'\'\'c\'\'\'', "r'\\d'", "B'\\x00\\xff'", "rb'\\d'", "Rb'\\d'",
        "bR'\\d'", "BR'\\d'", '\'\\n\\t\\\\\\\'\\"\\a\\b\\f\\r\\v\'', "'\\0\\01\\012\\377\\400\\777'",
        "'\\x41\\u00e9\\U0001F600'", "'a\\\nb'", "'''a\\\nb\n'''", "'\\ud800'", "'\\udc00'", "'\\ud800\\udc00'",
        "'\\ud83d' '\\ude00'", "'a\\ud800b\\udc00c'", "'😀\\ud800'", "'\\ud800\\U0001F600\\udc00'", "b'\\101\\x41\\n'",
        "b'''\n'''", "'\\d'", "b'\\d'", "'\\8'", "'\\é'", "''''a' '''", "('a'\n 'b'\n 'c')", "x = 'a' \\\n  'b'",
        "'\\1234'", "'\\x411'",
    ],
    "f-strings": lines(r"""
f''
f'a'
f'{x}'
f'a{x}b'
f'{x}{y}'
f'{{}}'
f'{{{x}}}'
f'a{{b'
F'{x}' 'y'
'y' f'{x}'
'a' f'b' 'c'
f'a' f'b{x}' 'c' f'{y}d'
f'{x!r}'
f'{x!s:>10}'
f'{x!a}'
f'{x:10}'
f'{x:{y}}'
f'{x:a{y}b{z}c}'
f'{x:{y!r}}'
f'{x:}'
f'{x=}'
f'{x = }'
f'{ x=!s}'
f'{x=:10}'
f'{x=!r:^{w}}'
f'{x + y}'
f'{ x }'
f'{x, y}'
f'{*a, b}'
f'{x if y else z}'
f'{(lambda x: 1)}'
f'{ {1: 2}[1] }'
f'{x["a"]}'
f"{x['a']}"
f'{x == y}'
f'{x != y}'
f'{x <= y}{x >= y}{x < y}{x > y}'
f'{f(a=1)}'
f'{x:=5}'
f'{(x:=5)}'
f'{x:%H:%M}'
f'{f"{x}"}'
f'{x!r:{y}}' f"{z}"
f'{yield_}'
f'{x.y.z(1)[2]}'
f'{a[1:2]}'
f'{ {x for x in y} }'
f'{[x for x in y]}'
f'{x:>>}'
f'{x!r}' '{x}'
f'{x:{y}{z}}'
f'😀{x}😀{y}'
f'{"a" "b"}'
f'{3.4:10}'
f'{not x}'
f'{-x}'
f'{x:{"a"}}'
f'{1:{2}}'
f'{x:{y=}}'
f'a{x=}b{y=}'
""") + [
        "rf'\\d{x}\\d'", "fr'{x:\\d}'", "f'\\n{x}\\t'", "f'\\x41{x}'", "f'{x}\\\n{y}'", "f'''{\nx\n}'''",
        "f'''a\n  {x}{\ny}\n{  z}'''", "f'''{x:\n{y}\n}'''", "x = f'''é{é+é}ü{y}'''", "f'''é\né{é + 1}'''",
        'f\'\'\'{f"""{x}"""}\'\'\'', "(f'a{x}'\n f'b{y:{z}}')", "  \nf'{x}'", "def g():\n  f'{yield}{yield x}'",
        "f'{x:\\x41}'", "f'\\{x}'", 'f\'\'\'{"""a\nb""" + c}\'\'\'', "f'{x:a\\nb}'", "f'''{\n\n  x}'''",
        "if 1:\n    f'{x}'\n    f'''{y}\n{z}'''",
    ],
    "operators": lines(r"""
a or b
a or b or c
a and b
a and b and c
a or b and c or d
not a
not not a
not a == b
not a and not b
a == b
a < b < c
a is b
a is not b
a in b
a not in b
a != b <= c >= d > e
not a in b
a is not b not in c
a | b
a ^ b
a & b
a << b
a >> b
a + b
a - b
a * b
a / b
a // b
a % b
a @ b
-a
+a
~a
a ** b
-a ** b
a ** -b
a ** b ** c
-a ** -b ** -c
a - b - c
a / b * c // d % e @ f
a + b * c
a * b + c
(a + b) * c
a | b ^ c & d << e + f * g ** h
a ** b * c + d << e & f ^ g | h
- - + ~ a
a < b + c
a if b else c
a if b else c if d else e
(a if b else c) if d else e
a or b if c and d else not e
lambda: 0
lambda x: x
lambda x, y=1, *a, z, w=2, **k: x
lambda *, x: x
lambda x, /: x
lambda x, /, y: x
lambda x=1, /, y=2: x
lambda *a: a
lambda **k: k
lambda x,: x
lambda *a, x,: a
lambda **k,: k
lambda: lambda: lambda: 0
lambda: x if y else lambda: z
x if y else lambda: z
lambda x=lambda: 1: x
(lambda: (yield))
a.b.c
a[b][c]
a(b)(c)
a.b[c](d).e
-a.b
a.b ** c.d
not a.b
(a)
((a))
(a).b
(a)(b)
1 + 2 - 3
a<b>c==d>=e<=f!=g
a and b or c and d
not (not a)
a == (b == c)
(a, b) == (c, d)
a in [b] in c
""") + [
        '(\na\n)', 'a \\\n + b',
    ],
    "displays": lines(r"""
()
(a,)
(a, b)
(a, b,)
a,
a, b
a, b,
*a,
*a, b
a, *b, *c
(*a, b)
(*a,)
[]
[a]
[a,]
[a, b]
[*a, b]
[a := 1, b]
{}
{a: b}
{a: b,}
{a: b, c: d}
{**a}
{**a, b: c, **d}
{a}
{a,}
{a, b}
{*a, b}
{a := 1}
{a: b if c else d}
{a: lambda: 1}
{**a | b}
[[], [[]]]
((), ((),))
{1: {2: {3: {}}}}
(a := 1)
(a := b, c)
[x for x in y]
[x for x in y if z]
[x for x in y if z if w]
[x for x in y for z in w]
[x for x, y in z]
[x for x, in z]
[x for (x, y) in z]
[x for [x, *y] in z]
[x for *x, y in z]
[x for x.y in z]
[x for x[0] in z]
[(x, y) for x in y]
[x if y else z for x in w]
[x := y for x in z]
[x for x in y or z]
{x for x in y}
{x: y for x in z}
{x: y for x, y in z if x if y}
(x for x in y)
((x for x in y))
(x := y for z in w)
[[x for x in y] for y in z]
[lambda: x for x in y]
{x: [y for y in z] for x in w}
(x for x in (y for y in z))
[x for x in a if b or c for d in e if not f]
{(a, b): c}
{a if b else c}
[*a, *b]
(*a, *b)
[*a | b]
""") + [
        '[\n  a,\n  b,\n]',
    ],
    "calls and subscripts": lines(r"""
f()
f(a)
f(a,)
f(a, b)
f(*a)
f(**a)
f(a=1)
f(a, b=1, *c, d=2, **e)
f(*a, b)
f(*a, *b, c=1, *d)
f(**a, b=1)
f(**a, **b,)
f(a := 1)
f(a, b := 2)
f(x for x in y)
f(a)(b)
f(*a or b)
f(**a or b)
f(a=b if c else d)
f(lambda: 1, lambda x: x)
f((x for x in y), 1)
f(*[a], **{b: c})
f(ﬁ=1)
print(*a, sep='')
a[0]
a[0, 1]
a[0,]
a[:]
a[1:]
a[:1]
a[1:2]
a[::]
a[1::]
a[:1:]
a[::1]
a[1:2:3]
a[1:2, 3]
a[:, :]
a[*b]
a[*b, c]
a[b, *c]
a[b := 1]
a[b := 1, c]
a[b if c else d]
a[lambda: 1:2]
a[()]
a[(1, 2)]
a[...]
a[-1]
a[b][c:d]
a[x, y:z, ...]
f(x)[0](y)[1]
f(x for x in y if z)
f(a)(x for x in y)
f(x := y for z in w)
""") + [
        'f(a\n,\nb)',
    ],
    "assignments": lines(r"""
a = b
a = b = c
a, b = c
a, = b
(a, b) = c
[a, b] = c
[] = a
() = a
*a, b = c
a, *b = c
[a, *b] = c
(a, (b, c)) = d
(a) = b
((a)) = b
a.b = c
a[b] = c
a[b:c] = d
a().b = c
a, b.c, d[e] = f
a = *b, c
a = yield_
*a, = b
(*a,) = b
a = b, c = d
a += b
a -= b
a *= b
a @= b
a /= b
a %= b
a &= b
a |= b
a ^= b
a <<= b
a >>= b
a **= b
a //= b
a.b += c
a[b] += c
(a) += b
a += b, c
a += *b, c
a: b
a: b = c
(a): b
(a): b = c
((a)): b
a.b: c
a[b]: c = d
(a.b): c
a: b = *c, d
a: b if c else d
a: 'b'
a: lambda: 1
a = lambda: b
a = b if c else d
a = (b := c)
a = b  # c
""") + [
       
        'def g():\n  a = yield\n  a = yield b\n  a = b = yield c, d\n  a += yield\n  a: b = yield\n  yield\n  yield a, *b\n  x = yield from y\n  (yield)\n  return (yield)',
    ],
    "simple statements": lines(r"""
pass
pass;
pass; pass
a; b; c;
break
continue
return
return a
return a, b
return *a, b
return (yield_)
raise
raise a
raise a from b
raise a(b) from None
assert a
assert a, b
del a
del a, b
del a,
del (a)
del (a, b)
del [a, b]
del ()
del []
del a.b, c[d]
del (a, [b, c.d])
del a[b:c]
del ((a))
global a
global a, b
nonlocal a
nonlocal a, b
import a
import a.b.c
import a as b
import a.b as c, d, e.f
from a import b
from a import b as c
from a import b, c as d
from a import (b)
from a import (b, c as d,)
from a import *
from . import a
from .a import b
from .. import a
from ... import a
from .... import a
from ...a.b import c
from . . import a
from .... a import b
import ﬁ.ﬁ as ﬁ
global match, case, _
import match
from match import case
print(a); print(b)
if a: b; c
""") + [
        'from a import (\n  b,\n  c,\n)', 'a;\nb', 'a # b\n', '\n\n\na\n\n\n', 'a\n# b\n\n# c', '\x0ca\n\x0cb',
    ],
    "compound statements": lines(r"""
if a: b
if a := b: c
if a: b;
if (a): b
while a: b
for a in b: c
for a, b in c: d
for a, in b: c
for (a, b) in c: d
for [a, *b] in c: d
for *a, b in c: d
for a in b, c: d
for a in *b, c: d
for a.b in c: d
for a[b] in c: d
for a in (b): c
for a in lambda: b: c
for a in b if c else d: e
with a: b
with a as b: c
with a, b: c
with a as b, c as d: e
with (a): b
with (a) as b: c
with (a, b): c
with (a, b) as c: d
with (a as b): c
with (a as b,): c
with (a as b, c as d): e
with (a as b, c as d,): e
with (a, b,): c
with (a), (b): c
with (a).b: c
with (a)(b) as c: d
with (yield_): c
with (a := b): c
with (a, *b): c
with (*a, b): c
with (a for a in b): c
with (): c
with (a if b else c): d
with a as (b, c): d
with a as [b, *c]: d
with a as b.c, d as e[f]: g
with (a, (b, c)): d
with (a) + b: c
with ((a, b)): c
with (a.b as c.d, e): f
def f(): pass
def f(a): pass
def f(a, b=1, *c, d, e=2, **f): pass
def f(a, /): pass
def f(a, /, b): pass
def f(a=1, /, b=2, *, c, d=3): pass
def f(*, a): pass
def f(*, a=1, b): pass
def f(*a): pass
def f(**a): pass
def f(a,): pass
def f(*a,): pass
def f(**a,): pass
def f(a, /, *, b): pass
def f(a, /, *b, c, **d): pass
def f(a: b, c: d = e, *f: g, h: i = j, **k: l) -> m: pass
def f(*a: *b): pass
def f() -> (a, b): pass
def f(a=lambda: 1): pass
class a: pass
class a(): pass
class a(b): pass
class a(b, c, metaclass=d, *e, **f): pass
class a(*b): pass
class a(b,): x: int = 1
def f(): return lambda: (yield)
""") + [
        'if a:\n  b', 'if a:\n  b\nelse:\n  c', 'if a:\n  b\nelif c:\n  d',
        'if a:\n  b\nelif c:\n  d\nelif e:\n  f\nelse:\n  g', 'if a: b\nelif c: d\nelse: e',
        'if a:\n  if b:\n    c\n  else:\n    d\nelse:\n  e', 'while a:\n  b\nelse:\n  c', 'while a := b:\n  break\n',
        'for a in b:\n  c\nelse:\n  d', 'try:\n  a\nexcept:\n  b', 'try:\n  a\nexcept b:\n  c',
        'try:\n  a\nexcept b as c:\n  d',
        'try:\n  a\nexcept (b, c) as d:\n  e\nexcept f:\n  g\nelse:\n  h\nfinally:\n  i', 'try:\n  a\nfinally:\n  b',
        'try: a\nexcept: b\nelse: c', 'try:\n  a\nexcept* b:\n  c',
        'try:\n  a\nexcept *b as c:\n  d\nexcept* e:\n  f\nelse:\n  g\nfinally:\n  h',
        'try:\n  try:\n    a\n  finally:\n    b\nexcept c:\n  d', 'def g():\n  with (yield): pass',
        'with (a\n, b\n): c', 'with a() as b:\n  with c: d', 'def f():\n  def g():\n    pass\n  return g',
        '@a\ndef f(): pass', '@a.b(c)\n@d\ndef f(): pass', '@a\nclass b: pass', '@(a := b)\ndef f(): pass',
        '@a[0].b\nclass c: pass', '@lambda f: f\ndef g(): pass', "class a:\n  '''d'''\n  b = 1\n  def c(self): pass",
        'def f():\n\tif a:\n\t\treturn b\n\treturn c', 'if a:\n    b\n    \n\n  # c\n    d\ne', 'if a:\n  b\n\n\n',
        'if a:\n\n  # c\n  b', 'def f(\n  a,\n  b,\n): pass', 'if a: pass\n\nb',
        'class match:\n  def case(self): pass', "def f():\n  '''a\n  b'''", "if a:\n  '''a\nb''' ; c",
        'for a in b:\n  continue\nelse: pass', 'if a:\\\n  b', 'x = 1; y = 2\nif x: z\n',
    ],
    "match": lines(r"""
match(a)
match[a]
match.a
match = a
match: a
match(a, b).c
match * a
match - a
match + a
match, a
match; a
match in a
case = match
case(a)
""") + [
        'match a:\n  case b: c', 'match a:\n  case _: b', 'match a, b:\n  case c: d', 'match a,:\n  case b: c',
        'match *a, b:\n  case c: d', 'match (a):\n  case b: c', 'match (a, b):\n  case c: d',
        'match [a]:\n  case b: c', 'match {a: b}:\n  case c: d', 'match -a:\n  case b: c',
        'match not a:\n  case b: c', 'match a := b:\n  case c: d', 'match lambda: a:\n  case b: c',
        'match match:\n  case case: pass', 'match a:\n  case 1: b', 'match a:\n  case -1: b',
        'match a:\n  case 1 + 2j: b', 'match a:\n  case -1.5 - 2j: b', 'match a:\n  case 1j: b',
        "match a:\n  case 'a': b", "match a:\n  case 'a' 'b': c", "match a:\n  case b'a': c",
        "match a:\n  case r'a': c", 'match a:\n  case None: b', 'match a:\n  case True | False: b',
        'match a:\n  case b.c: d', 'match a:\n  case b.c.d: e', 'match a:\n  case (b): c',
        'match a:\n  case ((b)): c', 'match a:\n  case (): b', 'match a:\n  case (b,): c',
        'match a:\n  case (b, c): d', 'match a:\n  case []: b', 'match a:\n  case [b]: c', 'match a:\n  case [b,]: c',
        'match a:\n  case [b, *c]: d', 'match a:\n  case [*_]: d', 'match a:\n  case b, c: d',
        'match a:\n  case b,: c', 'match a:\n  case *b, c: d', 'match a:\n  case (*b, c): d',
        'match a:\n  case {}: b', "match a:\n  case {'b': c}: d", "match a:\n  case {'b': c,}: d",
        'match a:\n  case {1: b, -2: c, None: d, e.f: g}: h', 'match a:\n  case {**b}: c',
        "match a:\n  case {'b': _, **c}: d", "match a:\n  case {'b': c, **d,}: e", 'match a:\n  case {1 + 2j: b}: c',
        "match a:\n  case {'b' 'c': d}: e", 'match a:\n  case b(): c', 'match a:\n  case b(c): d',
        'match a:\n  case b(c,): d', 'match a:\n  case b(c=d): e', 'match a:\n  case b(c, d=e, f=g,): h',
        'match a:\n  case b.c(d, e=f.g): h', 'match a:\n  case b(c(d), [e, f]): g', 'match a:\n  case b | c: d',
        'match a:\n  case 1 | 2 | 3: b', 'match a:\n  case b as c: d', 'match a:\n  case 1 | 2 as b: c',
        'match a:\n  case (1 as b) | c: d', 'match a:\n  case [b as c, d]: e', "match a:\n  case {'b': c as d}: e",
        'match a:\n  case b if c: d', 'match a:\n  case b, c if d := e: f',
        'match a:\n  case b:\n    c\n    d\n  case e:\n    f\n', 'match a:\n  case b: c\n  case d: e\nf',
        'match\n(a)', 'match(a)\nmatch(b)',
        'if 1:\n  match a:\n    case b:\n      match c:\n        case d: e\n  match = 1',
        'match a:\n  case case.match: b', 'match x:\n  case -0: y', 'match a:\n  case A(b=1 | 2 as c): d',
        'match a:\n  case ((b, c), [d, (e,)]): f',
    ],
}

MISTAKES = {
    "tokens": [
        "$", "a $ b", "a ? b", "a ! b", "`a`", "a <> b", "a\u00a0b", "x = €", "a\u2028b", "\u200ba", "\x01", "a\x7f",
        "·a", "é·\u0301 = ·", "x = 1\u0661",
        "\\", "a\\", "a \\ b", "a \\\n", "(\\", "\\\n", "'''a\nb''' \\ c", "a = \\\n  b c", "\ufeffa", "\ufeff",
        "a\ufeffb", "x\x0c\x0by", "a; ; b", ";", "a;;",
        "'", '"', "'a", "'a\nb'", '"a\\', "'a\\\n", "'''a", "'''a\nb\nc", '"""a\n', "x = 'a\ny = 1", "f'a", "rb'''",
        "b'a\nc", "(\n'a\n)", "x = \"a'\n\"", "'a\\\nb", "x = '''\n\n\n",
        "(", "[", "{", "a(", "a[", "(a\nb", "(a,\nb\nc = 1\n", "f(a\ng(b)\n", "[a\n\nx = 1", "{a: b\nc = d", ")",
        "]", "}", "a)", "(a]", "[a)", "{a)", "(\n]", "([)]", "(a\n\n}", "a = (b[c)]",
        "x = (1,\n  2\ny = 3\nz = 4", "(" * 201, "[" * 201 + "]" * 201, "def f(:\n  pass\n\nx = [1,\n", "(a\n'b",
        "a b\n(c", "(a b\nc", "x = [\n  1\n  2\n",
    ],
    "numbers": [
        "0777", "00007", "0_7", "01.e", "1__0", "1_", "0_", "0x", "0xg", "0x_", "0x1_", "0x1__2", "0b", "0b2",
        "0b12", "0b1_", "0o", "0o8", "0o18", "0o1_", "1e", "1e+", "1e-", "1.5e", "1e_5", "1._5", "1_.5",
        "1a", "1_a", "0xfg", "0b1a", "0o1a", "1.5a", "1ja", "1e5a", "1.a", "0a", "00a", "1andy", "1fortune", "1é",
        "1 2", "1.2.3", "1..2", "x = 0xfor", "0b1and2", "9" * 4301, "x = [1, " + "8" * 5000 + "]",
        "  0777", "x = é + 0777", "0_0_8", "0e", "1if", "0x1if", "1 if 2",
    ],
    "strings": [
        "'\\x'", "'\\x1'", "'a\\xg1'", "'\\u123'", "'\\U0001234'", "'\\U00110000'", "'\\N'", "'\\N{'", "'\\N{}'",
        "'\\N{no such name}'", "'\\Na'", "b'\\x'", "b'a\\x1'", "b'é'", "b'a' b'é'", "rb'é'",
        "'a' b'b'", "b'a' 'b'", "'a' b'\\x'", "b'a' f'b'", "f'a' b'b'", "x = '\\x'\ny = (", "'é\\x1'", "'\\é\\u12'",
        "'😀\\N{}'", "('a'\n '\\x1'\n)", "f('\\u12', 1)", "ur'a'", "bu'a'", "fb'a'", "ub'a'", "bf'a'", "br b'a'",
        "x'a'", "a'b'",
        "'a'b", "'a' 1", "f('a' b)", "'\\\n\\x1'", "'''\n\\x1'''",
    ],
    "f-strings": [
        "f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{\t}'", "f'{a'", "f'{a!'", "f'{a!}'", "f'{a!x}'", "f'{a!rr}'",
        "f'{a! r}'", "f'{a!r'", "f'{a:'", "f'{a:{'", "f'{a:{b'", "f'{a:{b}'", "f'{a:}}'", "f'a}b'", "f'{a}}'",
        "f'{{a}'", "f'{!r}'", "f'{:a}'", "f'{=}'",
        "f'{a b}'", "f'{a b:c}'", "f'{a $ b}'", "f'{a ? b}'", "f'{a#}'", "f'{a\\n}'", "f'{\"\\n\"}'", "f'{(a}'",
        "f'{a)}'", "f'{a]}'", "f'{[a)}'", "f'{(a'", "f'{\"a}'", "f'{a:{b:{c}}}'", "f'{lambda x: 1}'", "f'{a = b}'",
        "f'{a; b}'", "f'{*a}'", "f'{**a}'", "f'{return}'", "f'{import a}'",
        "f'{a.}'", "f'{a +}'", "f'{+}'", "f'{1 2}'", "f'{0777}'", "f'{1a}'", "f'{a if b}'", "f'{a for b in c}'",
        "f'{a, b c}'", "f'{f(a b)}'", "f'{print a}'", "f'{a:={b c}}'", "f'{a!r:{b c}}'", "f'a' f'{b c}' 'd'",
        "x = f'{a b}'", "(f'a{b}',\n f'{c d}')", "f'''{\na b}'''", "f'''{a\nb}'''",
        "f'''\n{a b}'''", "f'''a\n  {b c}d'''", "xx = f'''{(1,\n a b)}'''", "f'{f\"{a b}\"}'", "f'{f\"{}\"}'",
        "f\"{f'{'}\"", "f'{a b}'\n'c", "f'{a b}' + (\n]", "x = 'é' f'é{é b}'", "f'{x:{}}'", "f'{x:{y!z}}'",
        "f'{a[}'", "f'{a<'", "f'{a>'", "f'{<}'", "f'{a!='", "f'{a:\\x}'", "f'\\x{a}'", "f'\\N{a'", "f'\\N{}{a}'",
        "f'\\Na}'", "f'{a:b{c'", "f'{'''", "f'{a''", "f\"{'''\"", "f'{a!s:}b}'", "f'{yield from}'", "f'{a := 1 b}'",
        "f'{await}'", "f'{class}'", "f'{None = 1}'", "f'{" + "(" * 201 + "}'", "f'{a:{b}:{c d}}'", "rf'{a\\b}'",
        "f'{\\x}'", "f'\\{a b}'", "f'{a=b}'", "f'{a= b}'", "f'{a==}'",
    ],
    "indentation": [
        " a", "a\n b", "if a:\nb", "if a:\n  b\n c", "if a:\n  b\n    c", "if a:\n    b\n  c\n",
        "if a:\n\tb\n        c", "if a:\n        b\n\tc", "if a:\n  b\n\tc", "if a:\n", "if a:\n\n", "if a:\n# c\n",
        "if a:", "while a:\nb", "for a in b:\nc", "with a:\nb", "with a as b, c:\nd", "with (a, b):\nc", "try:\na",
        "try:\n  a\nexcept:\nb",
        "try:\n  a\nexcept b:\nc", "try:\n  a\nexcept b as c:\nd", "try:\n  a\nexcept* b:\nc",
        "try:\n  a\nfinally:\nb", "try:\n  a\nexcept b:\n  c\nelse:\nd", "def f():\na", "def f(a, b=1) -> c:\nd",
        "class a:\nb", "class a(b):\nc", "if a:\n  b\nelif c:\nd", "if a:\n  b\nelse:\nc", "match a:\ncase b: c",
        "match a:\n  case b:\n  c", "match a:\n  case b if c:\n  d",
        "if a:\n  if b:\n  c", "def f():\n  if a:\n    b\n  else:\n  c", "def f():\n  a\n b",
        "class a:\n  def b(): pass\n   def c(): pass", "if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1,
        101)), "a\n\n  b", "for a in b:\n  c\n d\n", "if a:\n  b\n  # c\n d", "\tif a:\n b", "if a: b\n  c",
        "if a:\n  (b\n c)\n d", "while 1:\n  '''a\nb'''\n c", "if a:\n  b\n\\\n c",
    ],
    "missing colons and brackets": [
        "if a", "if a\n  b", "if a b:", "if a = b:", "if a then: b", "elif a: b", "else: a", "if a: b\nelif c\n  d",
        "if a: b\nelse\n  c", "if a:\n  b\nelse c:\n  d", "while a", "while a\n  b", "for a in b", "for a in b\n  c",
        "for a b: c", "for a: b", "for a in: b", "for in a: b", "for: a", "for a, b c in d: e", "with a",
        "with a\n  b", "with a as b\n  c", "with (a, b)\n  c", "with (a as b, c)\n  d", "with a as: b", "with: a",
        "with a,: b",
        "try\n  a", "try:\n  a\nexcept\n  b", "try:\n  a\nexcept b\n  c", "try:\n  a\nexcept b as c\n  d",
        "try:\n  a\nexcept* b\n  c", "try:\n  a\nfinally\n  b", "try:\n  a", "try:\n  a\nb", "try:\n  a\nelse:\n  b",
        "try:\n  a\nexcept:\n  b\nfinally\n  c", "try:\n  a\nexcept b, c:\n  d", "try:\n  a\nexcept b, c as d:\n  e",
        "try:\n  a\nexcept* b, c:\n  d", "try:\n  a\nexcept*:\n  b", "try:\n  a\nexcept*\n  b",
        "try:\n  a\nexcept b:\n  c\nexcept* d:\n  e", "try:\n  a\nexcept* b:\n  c\nexcept d:\n  e",
        "try:\n  a\nexcept* b:\n  c\nexcept:\n  d", "try:\n  a\nexcept b as c.d:\n  e",
        "try:\n  a\nexcept b as 1:\n  c", "except: a", "finally: a", "try: a\nfinally: b\nexcept: c",
        "try:\n  a\nexcept:\n  b\nelse:\n  c\nexcept d:\n  e", "def f", "def f:", "def f()", "def f() a", "def f(:",
        "def f(a", "def (): a", "def 1(): a", "def f.g(): a", "def f() -> : a", "def f() -> a", "def f()\n  a",
        "def f[a](): b",
        "class", "class a", "class a\n  b", "class a(", "class a()", "class a(b)\n  c", "class 1: a", "class a b: c",
        "class a.b: c", "class a(b c): d", "class a(b for b in c): d", "class a(b=1, c): d", "match a\n  case b: c",
        "match a:\n  case b\n    c", "match a:\n  case b if c\n    d", "match a:\n  b", "match a:\n  case: b",
        "match a: case b: c", "match:\n  case a: b", "case a: b", "lambda", "lambda a", "lambda a b: c",
        "lambda (a): b", "lambda a: ", "a if b", "a if b else", "(a if b)", "a if else b", "[a if b]", "f(a if b)",
        "x = a if b\n",
        "@", "@a", "@a\n", "@a b\ndef f(): c", "@a\nx = 1", "@a def f(): b", "@\ndef f(): a", "@a\n\n@b", "else",
        "elif", "except", "finally:", "async", "async a", "await", "async def f(:", "async for", "async x = 1",
        "async with a b: c", "await = 1", "def f(await): a", "import async",
    ],
    "assignments": [
        "1 = a", "a + b = c", "a() = b", "f(x) = 1", "'a' = b", "f'{a}' = b", "None = a", "True = a", "False = a",
        "... = a", "(a + b) = c", "[a, 1] = b", "(a, b()) = c", "a, 1 = b", "*1 = a", "*a() = b", "{a} = b",
        "{a: b} = c", "{} = a", "[a for a in b] = c", "(a for a in b) = c", "{a for a in b} = c",
        "{a: b for a in c} = d", "-a = b", "not a = b", "a < b = c", "a and b = c", "a if b else c = d",
        "lambda: a = b", "(yield) = a", "yield = a", "yield a = b", "a = yield = b", "a = 1 = b", "a = b() = c",
        "(a := b) = c", "a := b", "a = b := c", "a.b := c", "a[b] := c", "(a.b := c)", "(a[b] := c)", "(a() := b)",
        "((a) := b)", "(1 := a)", "(a, b := c, d := 1 := 2)", "f(a.b := c)", "[a.b := c]", "(a := b := c)",
        "a: b: c", "(a, b): c", "[a, b]: c", "[a]: b", "a, b: c", "(a,): b", "a(): b", "1: a", "a + b: c",
        "'a': b = 1", "lambda: a: b",
        "a: b = c = d", "a: ", "a: = b", "*a: b", "(yield): a", "a += b += c", "a + b += c", "a() += b",
        "(a, b) += c", "a, b += c", "[a] += b", "1 += a", "'a' += b", "None += a", "*a += b", "f'{a}' += b", "a += ",
        "a =", "a = ;", "a == ", "a = = b", "a =+ ", "= a", "a = b c", "a = (b c)", "a == b = c", "if a = b: c",
        "if a.b = c: d", "if a() = b: c", "if (a = b): c", "while a = b: c", "while a[0] = 1: b", "elif_ = a = ",
        "assert a = b", "print(a = )", "(a = b)", "[a = b]", "{a = b}", "{a: b = c}", "(a.b = c)", "x = (a = b)",
        "return a = b", "[a for a in b = c]", "a[b = c]", "a[b.c = d]", "f(a.b = c)", "f(a + b = c)", "f(1 = a)",
        "f('a' = b)", "f(None = a)", "f(True=1)", "f(a() = b)", "f((a) = b)", "f(a = b = c)", "f(a for a = b)",
        "f(**a = b)", "f(*a = b)", "a = *", "a = **b", "a = *b = c", "(*a) = b", "*a, *b: c", "for 1 in a: b",
        "for a() in b: c", "for a + b in c: d", "for (a, 1) in b: c", "for *a() in b: c", "for a in b in c in: d",
        "for a < b in c: d", "for a.b() in c: d", "for None in a: b", "for (a in b): c", "for f'{a}' in b: c",
        "for a := b in c: d", "for a if b else c in d: e",
        "with a as 1: b", "with a as b(): c", "with a as b + c: d", "with a as (b, 1): c",
        "with a as b, c as d(): e", "with (a as 1): b", "with (a as b() , c): d", "with a as None: b",
        "with a as *b(): c", "with a as b as c: d", "[a for 1 in b]", "[a for a() in b]", "[a for a, 1 in b]",
        "(a for a + b in c)", "del 1", "del a()", "del a + b", "del (a, b())", "del [a, 1]", "del *a", "del a, *b",
        "del (*a, b)", "del None", "del a b", "del", "del a =", "del a, ,b", "del 'a'", "del f'{a}'",
        "del (a for a in b)", "del a if b else c", "del lambda: a", "del -a", "del {a}", "del a.b()",
        "del (a), 1, b", "del (yield)", "del a := b", "del (a := b)", "del a < b", "del a and b", "del ...",
        "import a.b as c.d", "import a as 1", "import", "import a,", "import a b", "import a.", "import .a",
        "import (a)", "import a as", "from", "from a", "from a import", "from a import b,", "from a import b c",
        "from a import (b", "from a import ()", "from a import (b,,)", "from a import (*)", "from a import b.c",
        "from a import b as c.d", "from a import *, b", "from . import", "from import a", "from a.b. import c",
        "from .. import *a", "global", "global a,", "global a.b", "global 1", "nonlocal a b", "nonlocal (a)",
        "return return", "return *", "raise a, b", "raise a from", "raise from a", "assert", "assert a,",
        "assert a b", "pass a", "break a", "continue 1", "yield from", "yield from *a", "yield from a, b",
    ],
    "calls and displays": [
        "f(a b)", "f(a, b c)", "f(a b, c)", "f(a for a in b, c)", "f(c, a for a in b)",
        "f(a for a in b, c for c in d)", "f(a, b for b in c, d)", "f(a for a in b,)", "f(a=1, b)", "f(**a, b)",
        "f(**a, *b)", "f(a=1, **b, *c)", "f(a=1, b, c=2)", "f(**a, b, c)", "f(a=1, b for b in c)",
        "f(a=b for b in c)", "f(a, b=c for c in d)", "f(,)", "f(a,,b)", "f(a, ,)", "f(*)", "f(**)", "f(* *a)",
        "f(a=)", "f(a=, b)", "f(a:=)", "f(:=1)", "f(a.b:=1)", "f(a:b)", "f(a; b)", "f(return)", "f(a, class)",
        "f(a 1)", "f(1 a)", "f(a 'b')", "f('a' b)", "f(a.b c.d)", "f(a() b())",
        "f(a,\nb\nc)", "f(a\n", "f(a=1,\nb\n)", "f(a)b", "f(a) b", "a b", "a b c", "a.1", "a.", "a..b", ".a", "a.b.",
        "a.'b'", "a.(b)", "a[", "a[]", "a[,]", "a[b,,c]", "a[b c]", "a[b:c d]", "a[b:c:d:e]", "a[*]", "a[**b]",
        "a[b=c]", "a[:=b]", "a[b:=c:d]", "a[b for b in c]", "a[::", "(a, b c)", "(a b)", "(a b c)", "[a b]",
        "[a, b c, d]", "{a b}", "{a, b c}", "{a: b c}", "{a b: c}", "{a: b, c d: e}", "{a: b, c}", "{a: b, c,}",
        "{a: b c: d}", "{a: b, c d}", "{a:}", "{a: , b: c}", "{a: b, c:}", "{a: b, c: , d: e}", "{a: *b}",
        "{a: b, c: *d}", "{a: **b}", "{**a: b}", "{*a: b}", "{**a for a in b}", "{a: b, **c for c in d}",
        "{*a for a in b}", "{a: *b for b in c}", "{a: b for c in d, e: f}", "{a, b for b in c}", "{a, b: c}",
        "{a: b, *c}", "{a, **b}", "{**a, b}", "{a b for b in c}", "{:}", "{a:b:c}", "{,}", "{a,,b}", "{**}", "{*}",
        "[*a for a in b]", "(*a for a in b)", "[a, b for b in c]", "[a, b, c for c in d]", "[a, for a in b]",
        "[(a, b) for a]", "[a for]", "[a for a]", "[a for a in]", "[a for a in b if]", "[a for a in b c]",
        "[a for a in b, c]", "[for a in b]", "[a for a in *b]", "[a for a in lambda: b]",
        "[a for a in b if c else d]", "(a for a in b c)", "(a, b for b in c)", "(a for)", "[,]", "[a,,b]", "[*]",
        "[**a]", "[a: b]", "(*a)", "(**a)", "(a, **b)", "((*a), b)", "(,)", "(a,,)", "(*a)", "x = (*a)",
        "print(*a, (*b))", "()()(", "(a := )", "(:= a)", "a,,b", ",a", ",", "a, b,, c", "*", "**", "*a *b", "**a",
        "* *a", "(a, *)",
        "print a", "print 'a'", "print 1, 2", "print a.b", "exec 'a'", "exec a in b", "print -a b",
        "print a if b else c", "(print a)", "f(print a)", "print (a) b", "print a,", "print >>a, b", "print",
        "print a; b", "if a: print b", "lambda: print a", "exec", "print\n  a", "printx a", "x = print a",
        "print(a) b", "return print a",
    ],
    "operators": [
        "a +", "+ ", "a + * b", "a * / b", "a not b", "a is", "a is not", "a in", "a not in", "not", "a not not b",
        "1 + not 2", "a == not b", "- not a", "a and", "and a", "a or or b", "a ** ", "** a", "a // / b", "a ===b",
        "a =< b", "a => b", "a <>", "a && b", "a || b", "!a", "a !b", "a++", "++a b", "a--", "a ? b : c", "a @",
        "@ a b", "a -> b", "a ->", "~", "a ~ b", "a if b else c else d", "a if b else c if d", "lambda: ",
        "lambda *: a", "lambda *,: a", "lambda **: a", "lambda a, a b: c", "lambda a=1, b: c", "lambda a=: b",
        "lambda /: a", "lambda /, a: b", "lambda a, /, b, /: c", "lambda *a, /: b", "lambda *, /: a",
        "lambda *a, *b: c", "lambda *a, *: b",
        "lambda *a=1: b", "lambda **a=1: b", "lambda **a, b: c", "lambda **a, *b: c", "lambda **a, **b: c",
        "lambda **a, /: b", "lambda a, (b, c): d", "lambda (a, b): c", "lambda a, / *b: c", "lambda a /, b: c",
        "lambda *, **a: b", "lambda a: b: c", "lambda 1: a", "lambda a.b: c", "lambda a, 'b': c",
        "lambda a=1, /, b: c", "lambda a, b=1, c, d=2: e", "lambda a=b=c: d", "lambda x: y = 1", "a.b.c d",
        "a := 1 + 2", "(a := 1, b := )", "None.a = b = 1 +", "x = 1 +\ny = 2", "if a and: b", "return a or",
        "await a b", "not = 1", "in a", "is", "a is is b", "a in in b", "x = in y", "lambda a, *b, c=1, d,: e f",
        "a b if c else d", "(a b if c else d)", "(a if b c else d)", "(a if b else c d)", "(not a b)", "(-a b)",
        "(a.b c)", "(a[0] b)", "(a() b)", "(a + b c)", "(a b + c)", "(1 'a')", "('a' 1)", "(a, b c d, e)",
        "(lambda: a b)", "[a\n b]", "(match a)", "(case b)", "(_ a)", "(c a)", "(mat a)", "(print a)",
    ],
    "parameters": [
        "def f(a b): c", "def f(a, b c): d", "def f(a=1, b): c", "def f(a=1, b, c=2, d): e",
        "def f(a, b=1, /, c): d", "def f(a=1, /, b): c", "def f(a=): b", "def f(a=, b): c", "def f(*): a",
        "def f(*,): a", "def f(a, *): b", "def f(a, *,): b", "def f(*, **a): b", "def f(a, *, **b): c",
        "def f(*a, *b): c", "def f(*, a, *b): c", "def f(*a, *): b", "def f(*, *a): b", "def f(**a, b): c",
        "def f(**a, *b): c", "def f(**a, **b): c", "def f(**a, /): b", "def f(**a, *): b", "def f(*a=1): b",
        "def f(**a=1): b", "def f(*a: b = 1): c", "def f(/): a", "def f(/, a): b", "def f(a, /, b, /): c",
        "def f(*a, /): b", "def f(*, a, /): b", "def f(a, *, /): b", "def f(a, / *b): c", "def f(a, /, /): b",
        "def f(a /): b", "def f(a, (b, c)): d", "def f((a)): b", "def f((a, b)): c", "def f(a, (b)): c",
        "def f(a.b): c", "def f(1): a", "def f('a'): b", "def f(a, 1): b",
        "def f(None): a", "def f(a=1, *, b, c=2, d, **e, g): h", "def f(a: ): b", "def f(a: b c): d",
        "def f(*a: *b, *c): d", "def f(a: *b): c", "def f(**a: *b): c", "def f(, a): b", "def f(a,, b): c",
        "def f(a:=1): b", "def f(a=b=c): d", "def f(lambda: 1): a", "def f(a, class): b", "def f(*a b): c",
        "def f(**a b): c", "def f(a *b): c", "def f(a) b: c", "def f(a)): b", "def f(a, b=1, *c, d, **e, f=2): g",
        "def f(a=lambda x=1, y: z): b", "def f(* a, b, / , c): d", "def f(a, *b, c, *, d): e",
    ],
    "patterns": [
        "match a:\n  case 1 + 1: b", "match a:\n  case 1j + 1: b", "match a:\n  case 1j + 1j: b",
        "match a:\n  case -1j - 2: b", "match a:\n  case 1 + b: c", "match a:\n  case +1: b",
        "match a:\n  case --1: b", "match a:\n  case -b: c", "match a:\n  case b + c: d",
        "match a:\n  case b as _: c", "match a:\n  case b as c.d: e", "match a:\n  case b as 1: c",
        "match a:\n  case b as (c): d", "match a:\n  case b as c as d: e", "match a:\n  case b as c(): d",
        "match a:\n  case (b as c.d): e", "match a:\n  case *b: c", "match a:\n  case (*b): c",
        "match a:\n  case *b.c, d: e", "match a:\n  case **b: c", "match a:\n  case [*1]: b",
        "match a:\n  case {b: c}: d", "match a:\n  case {**_}: b", "match a:\n  case {**b, 'c': d}: e",
        "match a:\n  case {**b, **c}: d", "match a:\n  case {'b'}: c", "match a:\n  case {'b': }: c",
        "match a:\n  case {f'b': c}: d", "match a:\n  case {1 + 1: b}: c", "match a:\n  case {'b': c 'd': e}: f",
        "match a:\n  case b(c=d, e): f", "match a:\n  case b(c, d=e, f, g): h", "match a:\n  case b(c=d, e, f=g): h",
        "match a:\n  case b(c=1, *d): e", "match a:\n  case b(c.d=e): f", "match a:\n  case b(c d): e",
        "match a:\n  case b()(): c", "match a:\n  case b[c]: d", "match a:\n  case b.c.(d): e",
        "match a:\n  case b |: c", "match a:\n  case | b: c", "match a:\n  case b | c as d | e: f",
        "match a:\n  case b, , c: d", "match a:\n  case b if: c", "match a:\n  case b if c = d: e",
        "match a:\n  case b := c: d", "match a:\n  case lambda: b: c", "match a:\n  case not b: c",
        "match a:\n  case b == c: d", "match a:\n  case (b: c", "match a:\n  case [b: c",
        "match a:\n  case f'{b}': c", "match a:\n  case 'b' + 'c': d", "match a:\n  case b 1: c",
        "match a:\n  case b:\n    c\n  d", "match a:\n  case b: c\n case d: e", "match a b:\n  case c: d",
        "match a,, b:\n  case c: d", "match *a:\n  case b: c", "match a = b:\n  case c: d",
        "match yield a:\n  case b: c", "match a:\n  case 'b\\x1': c", "match a:\n  case " + "9" * 4301 + ": b",
        "match x:\n  case None.a: b", "match x:\n  case True(): y",
    ],
    "several": [
        "a = 1\nb = (\nc = 2\n", "def f():\n  return 1 +\n\ndef g():\n  pass", "a b\n'c", "if a\n  b\n)",
        "x = 1 1\n  y", "f(a b\n\n(", "class a:\n  def f(self)\n    pass\n", "for i in range(10)\n  print(i)\n",
        "while True print(1)", "if x == 1\n  print('a')", "if x = 1:\n  pass", "print 'hello'\nprint 'world'",
        "d = {'a': 1 'b': 2}", "l = [1, 2 3]", "x = {'a': 1, 'b' 2}", "def f(x):\nreturn x", "import os sys",
        "from os import path sys", "x + 1 = 2", "f() = 3", "def f(a, b):\n  return a b", "else:\n  pass",
        "x = 5 if y", "try:\n  x\nexcept ValueError, e:\n  pass", "raise ValueError, 'x'", "print(f'{x')",
        "print('a)", "print(\"a')", "a = [1, 2\nb = 3", "a = {1: 2\nb = 3", "x = (1\ny = (2", "def f(:\n  pass",
        "class A(\n  pass", "if (a:\n  b", "a = b if c", "lambda x: return x", "x = yield = 1", "x = *y", "del f()",
        "a, b += 1, 2", "with open(x) as f\n  pass", "@property\nx = 1", "async def f(): pass\nx y",
        "nonlocal x = 1", "i++", "i += ", "a =! b", "a => b", "5 = x", "None = 1", "def None(): pass",
        "class True: pass", "import None", "f(None=1)", "for None in x: pass", "x.None", "x.True = 1", "x.class",
        "lambda None: 1", "global None", "except None: pass", "with x as None: pass",
    ],
}

_ATOMS = lines(r"""
x
y
a.b
a[0]
f(x)
1
1.5
2j
's'
b'q'
f'{x}'
f'{a b}'
f'{x!z}'
f'{x:{y}}'
f'{
(x)
(x, y)
[x]
[x, y]
{x}
{x: y}
{**x}
()
[]
{}
*x
**x
x=1
x := 1
(x := 1)
lambda: x
lambda x, y=1: x
lambda *, x: y
not x
-x
x + y
x == y
x if y else z
x if y
x and y
x for x in y
[x for x in y]
{x: y for x in z}
(x for x in y)
yield
yield x
yield from x
(yield)
None
True
...
print x
print
_
match
case
c
x.y.z
x[1:2]
x[*y]
'a' 'b'
'a' b'c'
0o9
1_
é
(
[
{
x in y
x not in y
""")
_WORDS = "if elif else while for try except except* finally with def class return raise import from del global nonlocal assert pass break lambda match case @ in as is not and or".split()
_MARKS = ["=", "==", ":=", "+=", "->", ":", ",", ";", ".", "(", ")", "[", "]", "{", "}", "*", "**", "/", "@", "!", "\n", "\n  ", "\n    ", " ", "  # c\n", "\\\n", "|", "<>", "~"]
_FRAMES = [
    "def f({}):\n  {}\n", "class C({}):\n  {}\n", "if {}:\n  {}\n", "if {}:\n  {}\nelse:\n  {}\n", "if {}: {}\nelif {}: {}\n", "while {}:\n  {}\n", "for {} in {}:\n  {}\n", "try:\n  {}\nexcept {}:\n  {}\n",
    "try:\n  {}\nexcept* {} as {}:\n  {}\nfinally:\n  {}\n", "try:\n {}\n{}\n", "with {} as {}:\n  {}\n", "with ({} as {}, {}):\n  {}\n", "with {}, {}: {}\n", "match {}:\n  case {}:\n    {}\n", "match {}:\n  case {} | {}:\n    {}\n  case C({}, a={}):\n    {}\n",
    "match {}:\n case {{'a': {}, **{}}} if {}:\n  {}\n", "@{}\ndef f(): {}\n", "{} = {}\n", "{} = {} = {}\n", "{}: {} = {}\n", "{} += {}\n", "del {}, {}\n", "return {}\n", "raise {} from {}\n", "assert {}, {}\n", "import {} as {}\n", "from {} import {}\n", "from . import ({}, {})\n",
    "{}\n", "f({}, {})\n", "f({} {})\n", "f({}={}, {})\n", "[{}, {}]\n", "[{} {}]\n", "{{{}: {}, {}: {}}}\n", "{{{}: {} {}}}\n", "({} {}\n", "[{} for {} in {} if {}]\n", "({} for {} in {})\n", "{{{}: {} for {} in {}}}\n", "lambda {}: {}\n", "{} if {} else {}\n",
    "{}[{}:{}]\n", "def f({}, /, {}, *, {}, **{}): {}\n", "def f({}={}, {}): {}\n", "def f(a, b={}, *{}, c) -> {}:\n  {}\n", "f'{{{}}}'\n", "f'{{{}!r:{{{}}}}}'\n", "{} {}\n", "{} {} {}\n", "  {}\n", "{};{};\n", "x = ({},\n{}\n{})\n", "f({} for {} in {}, {})\n",
    "lambda {}, {}={}, *{}: {}\n", "{} = yield {}\n",
]


def _fragment(rng, depth=0):
    kind = rng.random()
    if kind < .62 or depth > 2:
        return rng.choice(_ATOMS)
    if kind < .72:
        return rng.choice(_WORDS)
    if kind < .80:
        return rng.choice(_MARKS)
    if kind < .9:
        return rng.choice(_ATOMS) + rng.choice([" ", ", ", " = ", " == ", ".", "+", ": "]) + _fragment(rng, depth + 1)
    return rng.choice(["(", "[", "{", "f(", "-", "not ", "*"]) + _fragment(rng, depth + 1) + rng.choice([")", "]", "}", ")", "", ","])


def mixtures(seed, count):
    """Statements with fragments where they may or may not belong; one statement each, most of them mistakes."""
    rng = random.Random(seed)
    found = []
    while len(found) < count:
        source = rng.choice(_FRAMES).format(*[rng.choice(_ATOMS) if rng.random() < .7 else _fragment(rng) for _ in range(8)])
        if rng.random() < .15:
            source = source.replace("\n", "", 1)
        if rng.random() < .1:
            source = source[:rng.randrange(len(source) + 1)]
        if rng.random() < .1:
            at = rng.randrange(len(source) + 1)
            source = source[:at] + rng.choice(_MARKS + _WORDS) + source[at:]
        # An earlier statement that only looks like Python 2's print is not reported here as CPython reports it.
        if source not in found and "print" not in source[:source.find("\n")]:
            found.append(source)
    return found
