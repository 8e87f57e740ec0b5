"""Formatting expressions and what CPython 3.11 says of them: the repr of the value, or the error.

    python3 tests/oracles/generate/str_formatting.py > tests/oracles/str_formatting.json
"""
import json
import random
import sys
import warnings

assert sys.version_info[:2] == (3, 11)
warnings.simplefilter("ignore")
random.seed(311)
rows = []


def add(text):
    try:
        rows.append([text, repr(eval(text))])
    except Exception as error:
        rows.append([text, [type(error).__name__, str(error)]])


INTS = ["0", "5", "-5", "255", "-255", "12345", "2**40", "-10**25", "True"]
FLOATS = ["0.0", "-0.0", "1.0", "-1.5", "0.1", "3.14159", "1e10", "1e16", "-1e-7", "123456.789", "1e300", "float('inf')", "-float('inf')", "float('nan')", "2.5"]
TEXTS = ["''", "'a'", "'abc'", "'h\\xe9llo'", "'\\u0416\\u0443\\u043a'", "'x\\U0001f600y'"]
OTHERS = ["None", "[1, 'a']", "{'k': 1}", "()"]

# %: every conversion with flags, widths and precisions
for conversion in "diuoxXeEfFgGcrsa%y":
    for _ in range(16):
        flags = "".join(random.sample("-+ #0", random.choice([0, 0, 1, 1, 2, 3])))
        width = random.choice(["", "", "1", "6", "12"])
        precision = random.choice(["", "", ".0", ".", ".2", ".5"])
        pool = INTS if conversion in "diuoxX" else FLOATS + INTS if conversion in "eEfFgG" else ["'a'", "65", "'\\u0416'", "0x1f600"] if conversion == "c" else TEXTS + INTS + FLOATS + OTHERS
        value = random.choice(pool + random.choice([[], TEXTS + OTHERS]))
        add(f"'<%{flags}{width}{precision}{conversion}>' % ({value},)")
PERCENT = """
'%' % (); '%%' % (); '%5%' % (); '%s' % (); '%s%s' % 1; '%d' % 'a'; '%x' % 1.5; '%(a)s' % 1; '%(a' % {}; '%(a)s' % {}; '%*d' % (5,); '%*d' % ('a', 5)
'%-*d|' % (5, 3); '%*d|' % (-5, 3); '%.*f' % (2, 1.5); '%.*f' % (-2, 1.5); 'a' % 1; 'a' % {}; 'a' % []; 'a' % ''; '%c' % 'ab'; '%c' % 1.5; '%c' % -1; '%c' % 10**30
'%(a)d %(b)s' % {'a': 1, 'b': 2}; '%(a)s %s' % {'a': 1}; '%s' % {'a': 1}; '%s %s' % {'a': 1}; '%(a)s' % [1]; '%(a)s' % 'x'; '%.99999999999d' % 3; '%99999999999999999999d' % 3
'%99999999999d' % 3; '%d' % float('inf'); '%d' % float('nan'); '%d' % 3.9; '%d' % -3.9; '%((a))s' % {'(a)': 5}; '%()s' % {'': 5}; '%s' % (1, 2); '%5s%%|' % 'a'; '%\\x00' % 1; '%\\xe9' % 1
'%.' % 1; '%-' % 1; '%5' % 1; '%l' % 1; '%ls' % 'x'; '%hd' % 3; '%Ld' % 3; '%lld' % 3; '%zd' % 1; '%.3' % 1; '%(a)s%' % {'a': 1}; '%(a)*d' % {'a': 5}; '%*s' % (10**20, 'a'); '%.*s' % (10**10, 'a')
'%s %(a)s' % {'a': 1}; '%(a)%' % {'a': 1}; '%d %d' % (1, 2); '%s=%s' % ('k', 'v'); '%r' % ('a',); '%r' % (('a',),); '%s' % [1]; 'no' % (); '%d' % None; '%d' % '5'; '%i' % [1]; '%f' % 'a'; '%x' % 'a'
'\\u0416%s' % 'a'; '%s' % '\\u0416'; '%5.1f|' % 2.25; '%-8.3e|' % 12345.678; '%s %s %s' % (1, 2.5, None); '%a' % 'h\\xe9'; '%5d' % 10**20; '%s' % ((),); '%s' % 5; '%s%s' % (5, 'x'); 5 % 'a'; '%(k)5.2f|' % {'k': 2}
"""
# format(): specifiers for str, int, float
for _ in range(420):
    fill = random.choice(["", "", "*", "\\u0416", "0", "{"])
    align = random.choice(["", "<", ">", "^", "="]) or ("" if not fill else "<")
    sign = random.choice(["", "", "", "+", "-", " "])
    options = random.choice(["", "", "", "z", "#", "z#"]) + random.choice(["", "", "0"])
    width = random.choice(["", "", "1", "7", "15"])
    grouping = random.choice(["", "", "", ",", "_"])
    precision = random.choice(["", "", "", ".0", ".1", ".3", ".10"])
    kind = random.randrange(3)
    letters, pool = [("s", TEXTS), ("bcdoxXn", INTS), ("eEfFgGn%", FLOATS)][kind]
    letter = random.choice(["", "", *letters, random.choice("sdfx")])
    if kind == 0 and random.random() < 0.8:
        sign = options = grouping = ""
        letter = random.choice(["", "s"])
        align = align.replace("=", ">")
    if kind == 1 and random.random() < 0.8:
        precision = ""
    add(f"format({random.choice(pool)}, '{fill}{align}{sign}{options}{width}{grouping}{precision}{letter}')")
SPECS = """
format('a', '5.'); format('a', 'abc'); format('a', 'd'); format(5, 'abc'); format(5, '5,,'); format(5, ',_'); format(5, '_,'); format(5, ',x'); format(5, '_x'); format(2**40, '_x'); format(2**40, '_b')
format(5, '.'); format(5, '99999999999999999999'); format(5.0, '.99999999999999999999'); format(5, '\\x05'); format(5, '\\xe9'); format('a', '=5'); format('a', '+5'); format('a', ' 5'); format('a', '#'); format('a', 'z')
format('a', '05'); format('ab', '010'); format('a', '_'); format('a', ',d'); format('a', '\\u0663'); format('ab', '<\\u0663'); format('abc', '.0'); format('abc', '5.1'); format('a', '\\x00'); format(1234567, ','); format(1234567.891, ',.2f')
format(True, 'd'); format(True, ''); format(True, '5'); format(None, '5'); format([1], '5'); format(65, 'c'); format(-1, 'c'); format(0x110000, 'c'); format(5, 's'); format(1.5, 'd'); format(1.5, 's'); format('a', 'f')
format(123456789, '015,'); format(-1234, '010,d'); format(1e6, '020,.2f'); format(0.5, '%'); format(0.12345, '.1%'); format(-0.0, 'z'); format(-0.001, 'z.1f'); format(10**30, ','); format(2**100, 'x'); format(2**100, '#b')
format('a', '9' * 18); format(5, '>' + '9' * 30); format(3, '*^9'); format(3.0, ''); format(1e100, ''); format(1e22, 'g'); format(1e-5, ''); format(float('nan'), '010'); format(float('inf'), '+'); format(5, 'n'); format(5.5, 'n')
"""
# str.format
FORMATS = """
'{}'.format(5); '{} {}'.format(1, 'a'); '{0} {1} {0}'.format(1, 2); '{a} {b}'.format(a=1, b=2); '{}{a}'.format(1, a=2); '{{}}'.format(); '{{{}}}'.format(1); '}}{{'.format(); '{'.format(); '}'.format(); '{}'.format()
'{1}'.format(0); '{a}'.format(); '{0} {}'.format(1, 2); '{} {0}'.format(1, 2); '{!r}'.format('a'); '{!s}'.format('a'); '{!a}'.format('\\xe9'); '{!x}'.format('a'); '{!}'.format('a'); '{!r'.format('a'); '{!rx}'.format('a'); '{!r:}'.format('a')
'{:>5}'.format('a'); '{:{}}'.format('a', 5); '{:{w}.{p}}'.format('abcdef', w=8, p=2); '{:{:{}}}'.format(1, 2, 3); '{:{}{}}'.format(1, '>', 5); '{0:{1}}'.format('a', '*^5'); '{a[0]}'.format(a=[1]); '{a[k]}'.format(a={'k': 5}); '{[0]}'.format([7])
'{0[0]}'.format((1, 2)); '{0[x]}'.format({'x': 1}); '{0[-1]}'.format([1, 2]); '{0[-1]}'.format({'-1': 2}); '{0[1]}'.format({1: 'one'}); '{0[5]}'.format([1]); '{0.real}'.format(5); '{0.real.imag}'.format(5); '{.real}'.format(5); '{0.foo}'.format(5); '{0.}'.format(5)
'{0[}'.format([1]); '{0[]}'.format([1]); '{0[0]x}'.format([1]); '{0[0].real}'.format([1]); '{a.b[c]}'.format(a=1); '{0[a.b]}'.format({'a.b': 1}); '{0[a}b]}'.format({'a}b': 1}); '{{0}}'.format(1); '{:d}'.format('a'); '{:s}'.format(5); '{:x}'.format(255)
'{:,}'.format(1234567); '{:.2f}'.format(1.005); '{:e}'.format(12345.678); '{:%}'.format(0.25); '{:5}|{:<5}|{:^5}'.format(1, 2, 3); '{:c}'.format(65); '{0:d} {0:x} {0:o} {0:b}'.format(42); '{:#x}'.format(255); '{:+}'.format(5); '{: }'.format(5)
'{:!r}'.format(1); '{:{{}'.format(1); '{:'.format(1); '{:}'.format('a'); '{:}'.format([1]); '{:5}'.format([1]); '{:5}'.format(None); '{:5}'.format(True); '{!r:>5}'.format('a'); '{a!r:{w}}'.format(a='x', w=5); '{ }'.format(**{' ': 1}); '{a b}'.format(**{'a b': 1})
'\\u0416{}'.format('a'); '{}'.format('\\u0416'); '{}{}'.format('\\xe9', '\\U0001f600'); '{:\\u0416>5}'.format('a'); '{99999999999999999999}'.format(1); '{-1}'.format(1); '{1a}'.format(1); '{\\u0660}'.format(7); '{:{}'.format(1, 2); 'a{b'.format(); 'a}b'.format(); '{a{b}'.format()
'{a}'.format_map({'a': 1}); '{a}'.format_map({}); '{}'.format_map({'a': 1}); '{0}'.format_map([1]); '{a[0]}'.format_map({'a': 'xy'}); 'x'.format_map(5); '{a}'.format_map(5); 'a'.format_map(); ''.format(); 'plain'.format(1, 2, a=3); '{0}{1}{2}'.format(*'abc')
f'{5}'; f'{5:3}|'; f'{"a"!r}'; f'{"a"!r:>5}'; f'{5!s:>3}'; f'{1.5:.3f}'; f'{"x":{5}}|'; f'{"x":*^{5}}|'; f'{[1, 2]}'; f'{None}'; f'{{}}'; f'{5}{6}'; f'a{5}b{"c"}'; f'{chr(1046)}x'; f'{5:d}'; f'{"a":d}'; f'{5:s}'; f'{[1]:5}'; f'{3.0}'; f'{True}'; f'{"" }'; f'{5=}'; f'{5 = }'; f'{"a"=}'; f'{"a"=!s}'; f'{5=:3}'
"""
for block in (PERCENT, SPECS, FORMATS):
    for text in block.replace("\n", ";").split(";"):
        if text.strip():
            add(text.strip())

json.dump(
    {"generated_by": "CPython 3.11", "generator": "generate/str_formatting.py",
     "about": "[expression, repr of its value or [class, text] of its error]", "rows": rows},
    sys.stdout, separators=(",", ":"),
)
print()
