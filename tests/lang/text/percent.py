# The % operator.
print('%d %s %r' % (1, 'a', 'b'), '%5d|%-5d|%05d' % (1, 2, 3), '%x %X %#x %o %#o' % (255, 255, 255, 8, 8), '%+d % d' % (5, 5))  # expect: 1 a 'b'     1|2    |00003 ff FF 0xff 10 0o10 +5  5
print('%f %.2f %e %g %G' % (1.5, 2.345, 12345.678, 1e10, 1e-10), '%8.3f|%-8.2f|%+.1f' % (3.14159, 2.5, 1.25), '%c%c' % (65, 'b'))  # expect: 1.500000 2.35 1.234568e+04 1e+10 1E-10    3.142|2.50    |+1.2 Ab
print('%s' % 5, '%s' % (5,), '%s %s' % (None, [1]), '%%', '%d%%' % 50, '%(a)s-%(b)d' % {'a': 'x', 'b': 2}, '%*d|%-*d|' % (5, 1, 4, 2), '%.*f' % (1, 2.25))  # expect: 5 5 None [1] %% 50% x-2     1|2   | 2.2
print('%5s|%-5s|%.2s|%5.1s|' % ('a', 'b', 'cde', 'xyz'), '%s' % '\u0416', '\u0416%s' % 'a', '%a' % '\xe9', '%i %u' % (3.9, -3), '%d' % True)  # expect:     a|b    |cd|    x| Ж Жa '\xe9' 3 -3 1
print('%s %s' % ('a' * 200, 'b') == 'a' * 200 + ' b', '%d' % 10**20, '%x' % 2**100, '%.5d' % 42, '%08.3f' % -3.14159, '%+08d' % 42, '% 8d|' % 42)  # expect: True 100000000000000000000 10000000000000000000000000 00042 -003.142 +0000042       42|
n = 5
print('%s' % n is not None, '%d' % n, 'n=%d, s=%s' % (n, 'abc'))  # expect: True 5 n=5, s=abc
for f in (lambda: '%d' % 'a', lambda: '%s %s' % 'a', lambda: '%s' % (1, 2), lambda: '%y' % 1, lambda: '%' % 1, lambda: '%(a)s' % 1, lambda: '%(b)s' % {'a': 1}, lambda: '%c' % 'ab', lambda: '%c' % -1, lambda: '%x' % 1.5, lambda: '%f' % 'a', lambda: '%*d' % ('a', 1), lambda: 'a' % 1, lambda: '%(a' % {}, lambda: '%d' % float('nan')):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: TypeError %d format: a real number is required, not str
        # expect: TypeError not enough arguments for format string
        # expect: TypeError not all arguments converted during string formatting
        # expect: ValueError unsupported format character 'y' (0x79) at index 1
        # expect: ValueError incomplete format
        # expect: TypeError format requires a mapping
        # expect: KeyError 'b'
        # expect: TypeError %c requires int or char
        # expect: OverflowError %c arg not in range(0x110000)
        # expect: TypeError %x format: an integer is required, not float
        # expect: TypeError must be real number, not str
        # expect: TypeError * wants int
        # expect: TypeError not all arguments converted during string formatting
        # expect: ValueError incomplete format key
        # expect: ValueError cannot convert float NaN to integer
