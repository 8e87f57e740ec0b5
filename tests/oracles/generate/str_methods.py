"""Expressions about str and what CPython 3.11 says of them: the repr of the value, or the error.

    PYTHONHASHSEED=0 python3 tests/oracles/generate/str_methods.py > tests/oracles/str_methods.json
"""
import json
import random
import sys
import warnings

assert sys.version_info[:2] == (3, 11)
warnings.simplefilter("ignore")
random.seed(14)

WORDS = ["", "a", "abc", "Hello World", "  pad\t", "aXbXc", "XX", "a,b,,c", "\u00e9t\u00e9 \u00c9", "stra\u00dfe", "\u0130\u0131", "\u01c5ungla",
         "\u0416\u0443\u043a", "\u03a3\u039f\u03a6\u039f\u03a3 \u03a3", "a\u0301b", "\U0001f600x\U0001f600", "\U00010400\U00010428", "ab\r\ncd\ne\u2028f\x0b\x1c",
         "1234", "\u00b2\u00bd", "\u0663\u0664", "_x1", "1x", "if", "tab\tto\tb", "\ufb01n", "x" * 40, "abab" * 9, "mixed \u00e9\u0416\U0001f600", "\u1f88\u1f80",
         "O'Neil \"q\"", "back\\slash", "nul\x00", "\x7f\x80\xa0\xad", "\ud800", "\u3000sp\u2003", "TITLE Case Here", "they're bill's"]
SHORT = ["", "a", "X", ",", "ab", "\u00e9", "\u0416", "\U0001f600", "XX", " ", "\n", "\u00df", "l", "b", "aa", "o W"]
rows = []


def evaluate(text):
    try:
        return repr(eval(text))
    except Exception as error:
        return [type(error).__name__, str(error)]


def add(text):
    rows.append([text, evaluate(text)])


NO_ARGUMENTS = ["capitalize", "casefold", "title", "lower", "swapcase", "upper", "isascii", "islower", "isupper", "istitle", "isspace",
                "isdecimal", "isdigit", "isnumeric", "isalpha", "isalnum", "isidentifier", "isprintable", "split", "rsplit", "strip",
                "lstrip", "rstrip", "splitlines", "expandtabs"]
for word in WORDS:
    for method in NO_ARGUMENTS:
        add(f"{word!a}.{method}()")
    for call in ["repr", "ascii", "len", "list", "hash", "bool", "ascii"]:
        add(f"{call}({word!a})")
    for piece in random.sample(SHORT, 3):
        for method in ["find", "rfind", "count", "startswith", "endswith", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip"]:
            add(f"{word!a}.{method}({piece!a})")
        for method in ["index", "rindex", "partition", "rpartition", "split", "rsplit"]:
            add(f"{word!a}.{method}({piece!a})")
        add(f"{word!a}.replace({piece!a}, {random.choice(SHORT)!a})")
        add(f"{word!a}.replace({piece!a}, {random.choice(SHORT)!a}, {random.randrange(-1, 3)})")
        add(f"{piece!a} in {word!a}")
        add(f"{piece!a}.join({word!a})")
        add(f"{word!a} + {piece!a}")
        add(f"({word!a} < {piece!a}, {word!a} == {piece!a}, {word!a} >= {piece!a})")
    for _ in range(2):
        a, b, c = (random.choice(["None", *range(-6, 7)]) for _ in range(3))
        add(f"{word!a}[{a}:{b}:{c}]".replace("None", ""))
        add(f"{word!a}[{random.randrange(-4, 4)}]")
        piece = random.choice(SHORT)
        for method in ["find", "rfind", "count", "startswith", "endswith", "index"]:
            add(f"{word!a}.{method}({piece!a}, {a}, {b})")
        for method in ["split", "rsplit"]:
            add(f"{word!a}.{method}({random.choice(['None', ascii(random.choice(SHORT))])}, {random.randrange(-1, 3)})")
        for method in ["center", "ljust", "rjust"]:
            add(f"{word!a}.{method}({random.randrange(0, 16)}, {random.choice(['*', 'Ж', 'é'])!a})")
        add(f"{word!a}.zfill({random.randrange(0, 12)})")
        add(f"{word!a} * {random.randrange(-1, 4)}")
        add(f"{word!a}.expandtabs({random.randrange(-1, 6)})")
    add(f"{word!a}.splitlines(True)")
    add(f"{word!a}.translate({{97: 'xy', 233: None, 88: 0x416, 0x1f600: 97}})")
    add(f"{word!a}.translate(str.maketrans('abX', 'xyZ', 'e '))")
    add(f"{word!a}.startswith(('x', {word[:2]!a}))")

MISUSE = """
''.join(5); ''.join(['a', 1]); ''.join(('a', None)); 'a'.join('b'); ','.join(map(str, range(4))); ','.join(['a', 'b', b'c'])
'a' + 5; 5 + 'a'; 'a' * 'b'; 'a' * 1.5; str('a')['b']; str('a')[1.5]; 'abc'[10]; 'abc'[-4]; 'abc'[::0]; 'a' < 5; 5 in 'a'; 'a' == 5; 'a' != 5
'a'[10**30]; 'a' * 10**30; 'a' * 10**18; 'ab' * 2**62; 'a'.center(10**18); 'a'.ljust(10**30); ('a' * 3).expandtabs(10**30)
'a'.find(); 'a'.find(1); 'a'.find('a', 'b'); 'a'.find(1, 2, 3, 4); 'a'.index('b'); 'a'.rindex('b'); 'a'.count(None)
'a'.startswith(5); 'a'.startswith(('b', 5)); 'a'.endswith(5); 'a'.endswith(('b', 5)); 'a'.endswith(()); 'a'.startswith([1])
'a'.partition(5); 'a'.partition(''); 'a'.rpartition(5); 'a'.rpartition(''); 'a'.split(''); 'a'.rsplit(''); 'a'.split(5); 'a'.split('a', 'b')
'a'.split(sep='a', maxsplit=1); 'a b c'.split(maxsplit=1); 'a'.split(x=1); 'a'.split('a', sep='a'); 'a'.split(1, 2, 3); 'a b c'.rsplit(maxsplit=1)
'a\\nb'.splitlines(keepends=True); 'a'.splitlines('a'); 'a'.splitlines(1, 2); 'a'.strip(5); 'a'.lstrip(5); 'a'.rstrip(5); 'a'.strip('a', 'b')
'a'.center(); 'a'.center('b'); 'a'.center(5, 5); 'a'.center(5, 'xx'); 'a'.ljust(5, ''); 'a'.zfill(); 'a'.zfill('a'); 'a'.replace('a'); 'a'.replace(1, 2)
'a'.replace('a', 2); 'a'.replace('a', 'b', 'c'); 'a'.replace('a', 'b', 1, 2); 'a'.removeprefix(5); 'a'.removesuffix(5); 'a'.upper(5); str.upper(5); str.upper()
str.maketrans('a'); str.maketrans('ab', 'c'); str.maketrans({'ab': 1}); str.maketrans({1.5: 1}); str.maketrans(1, 'a'); str.maketrans('a', 1); str.maketrans('a', 'b', 1)
str.maketrans({'a': 1, 98: 'x'}); str.maketrans('ab', 'xy', 'ac'); str.maketrans(); 'a'.translate(5); 'a'.translate({97: 1.5}); 'a'.translate({97: -1})
'a'.translate({97: 0x110000}); 'abc'.translate(['x'] * 98); 'ab'.translate({}); 'aab'.translate({97: ''}); 'a'.translate({97: '\\u0416x'})
str(); str(5); str('a'); str(5, 5); str('a', 'utf-8'); str(5, 'utf-8'); str(1, 2, 3, 4); str(object=5); str(foo=5); str(1, object=2); str.__new__(int); str.__new__()
ord('a'); ord('\\u0416'); ord('\\U0001f600'); ord(''); ord('ab'); ord(5); chr(97); chr(0x416); chr(0x10ffff); chr(-1); chr(0x110000); chr(2**31); chr('a'); chr(1.5)
chr(0xd800); ascii('\\u0416\\xe9'); ascii(['\\xe9']); format(5); format('a', '>3'); format(1, 2); format(); format('a', 'b', 'c'); format(None, ''); format(None, '5'); format([1], 's')
'a'.isdigit(5); iter('a').__length_hint__(); list(iter('a\\xe9\\u0416')); next(iter('')); list(reversed('abc')); sorted('hello'); max('hello'); min('')
'abc'.__len__(); 'abc'.__contains__('b'); 'abc'.__getitem__(1); 'abc'.__add__('d'); 'abc'.__mul__(2); 'abc'.__rmul__(2); 'abc'.__eq__('abc'); 'abc'.__eq__(1)
'abc'.__hash__() == hash('abc'); 'abc'.__getnewargs__(); 'abc'.__sizeof__(); '\\xe9'.__sizeof__(); '\\u0416'.__sizeof__(); '\\U0001f600'.__sizeof__(); 'a'.__format__('>4'); 'a'.__format__(5)
'a'.__mod__(5); 'a%s'.__mod__(5); 'a'.__str__(); 'a'.__repr__(); type('a'.__iter__()).__name__; type(iter('\\xe9')).__name__; 'a'.__ne__('b'); 'a'.__lt__('b'); 'a'.__lt__(1); int('12'); float('1.5')
'a'.encode(5); 'a'.encode('utf-8', 5); 'a'.encode('nope'); '\\xe9'.encode('ascii'); 'x\\xe9\\u0416y'.encode('ascii'); '\\xe9a'.encode('ascii', 'ignore'); '\\xe9'.encode('ascii', 'replace'); '\\xe9\\u0416\\U0001f600'.encode('ascii', 'backslashreplace')
'\\xe9'.encode('ascii', 'xmlcharrefreplace'); '\\xe9'.encode('ascii', 'nope'); 'a'.encode('ascii', 'nope'); '\\u0416'.encode('latin-1'); '\\xe9'.encode('Latin_1'); '\\xe9'.encode('iso-8859-1'); 'h\\xe9\\u0416\\U0001f600'.encode(); ''.encode(); 'abc'.encode('us-ascii')
'\\ud800'.encode(); '\\ud800\\ud801'.encode('UTF8'); '\\ud800'.encode('utf8', 'surrogatepass'); '\\udc80'.encode('utf8', 'surrogateescape'); '\\udc80'.encode('ascii', 'surrogateescape'); '\\ud800'.encode('ascii', 'surrogatepass'); 'a'.encode(encoding='ascii', errors='strict'); 'a'.encode(foo=1)
"""
for text in MISUSE.replace("\n", ";").split(";"):
    if text.strip():
        add(text.strip())

json.dump(
    {"generated_by": "CPython 3.11, PYTHONHASHSEED=0", "generator": "generate/str_methods.py",
     "about": "[expression, repr of its value or [class, text] of its error]", "rows": rows},
    sys.stdout, separators=(",", ":"),
)
print()
