# str.format: fields, conversions, specifiers.
print('{} {} {}'.format(1, 'a', None), '{0}{1}{0}'.format('x', 'y'), '{a}-{b}'.format(a=1, b=2), '{{}} {{{}}}'.format(5), ''.format(), 'plain'.format(1))  # expect: 1 a None xyx 1-2 {} {5}  plain
print('{0[0]} {0[1]}'.format([1, 2]), '{d[k]}'.format(d={'k': 'v'}), '{0.real} {0.imag}'.format(5), '{0[0][1]}'.format([[1, 2]]), '{[x]}'.format({'x': 3}))  # expect: 1 2 v 5 0 2 3
print('{!r} {!s} {!a}'.format('a', 'b', '\xe9'), '{!r:>6}|'.format('a'), '{:>5}|{:<5}|{:^5}|'.format('a', 'b', 'c'), '{:*^7}'.format('mid'), '{:.2}'.format('abc'))  # expect: 'a' b '\xe9'    'a'|     a|b    |  c  | **mid** ab
print('{:5d}|{:<5d}|{:05d}|{:+d}|{:,}|{:x}|{:#b}'.format(42, 42, 42, 42, 1234567, 255, 5), '{:.2f} {:e} {:%} {:g}'.format(3.14159, 12345.678, 0.25, 1e10))  # expect:    42|42   |00042|+42|1,234,567|ff|0b101 3.14 1.234568e+04 25.000000% 1e+10
print('{:{w}}|{:{f}{a}{w}}|'.format('a', 'b', w=4, f='*', a='^'), '{0:{1}.{2}f}'.format(3.14159, 8, 2), '{:{}}|'.format('x', 3))  # expect: a   |*b**|     3.14 x  |
print('{a}{b}'.format_map({'a': 1, 'b': 2}), '\u0416{}'.format('a'), '{}{}'.format('\xe9', '\U0001f600'), '{:\u0416>3}'.format('a'), '{}'.format('x' * 300) == 'x' * 300)  # expect: 12 Жa é😀 ЖЖa True
for f in (lambda: '{'.format(), lambda: '}'.format(), lambda: '{}'.format(), lambda: '{a}'.format(), lambda: '{0}{}'.format(1, 2), lambda: '{}{0}'.format(1), lambda: '{!x}'.format(1), lambda: '{!r'.format(1), lambda: '{0[}'.format([1]), lambda: '{0.}'.format(1), lambda: '{0.foo}'.format(1), lambda: '{0[5]}'.format([1]), lambda: '{0[a]}'.format({}), lambda: '{:d}'.format('a'), lambda: '{:{:{}}}'.format(1, 2, 3), lambda: '{0[0]x}'.format([1]), lambda: '{:5}'.format([1]), lambda: '{a}'.format_map(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError Single '{' encountered in format string
        # expect: ValueError Single '}' encountered in format string
        # expect: IndexError Replacement index 0 out of range for positional args tuple
        # expect: KeyError 'a'
        # expect: ValueError cannot switch from manual field specification to automatic field numbering
        # expect: ValueError cannot switch from automatic field numbering to manual field specification
        # expect: ValueError Unknown conversion specifier x
        # expect: ValueError unmatched '{' in format spec
        # expect: ValueError expected '}' before end of string
        # expect: ValueError Empty attribute in format string
        # expect: AttributeError 'int' object has no attribute 'foo'
        # expect: IndexError list index out of range
        # expect: KeyError 'a'
        # expect: ValueError Unknown format code 'd' for object of type 'str'
        # expect: ValueError Max string recursion exceeded
        # expect: ValueError Only '.' or '[' may follow ']' in format field specifier
        # expect: TypeError unsupported format string passed to list.__format__
        # expect: TypeError 'int' object is not subscriptable
