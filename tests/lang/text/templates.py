# % and format with plain fields, and the fields beside them.
pairs = [('a', 5), ('', 0), ('b' * 20, -12345), ('x', 2**40), (5, 'y'), (True, 1.5), ('é', 1), (None, [1])]
print(['%s-%s' % p for p in pairs])  # expect: ['a-5', '-0', 'bbbbbbbbbbbbbbbbbbbb--12345', 'x-1099511627776', '5-y', 'True-1.5', 'é-1', 'None-[1]']
print(['{}-{}'.format(*p) for p in pairs])  # expect: ['a-5', '-0', 'bbbbbbbbbbbbbbbbbbbb--12345', 'x-1099511627776', '5-y', 'True-1.5', 'é-1', 'None-[1]']
print(['%s%d' % p for p in pairs[:4]], '%d%s' % (5, ''), '%s%s' % ('', ''), '%s%s' % ('', 'q'), '%s%s' % ('q', ''))  # expect: ['a5', '0', 'bbbbbbbbbbbbbbbbbbbb-12345', 'x1099511627776'] 5  q q
print(['%5d|%-5d|%05d' % (n, n, n) for n in (0, 7, -7, 1234567)])  # expect: ['    0|0    |00000', '    7|7    |00007', '   -7|-7   |-0007', '1234567|1234567|1234567']
print(['%5s|%-5s|' % (s, s) for s in ('', 'abc', 'abcdefg', 'é')])  # expect: ['     |     |', '  abc|abc  |', 'abcdefg|abcdefg|', '    é|é    |']
print(['%.2f|%8.3f|%-8.1f|%08.2f' % (x, x, x, x) for x in (0.0, -0.0, 2.675, -1.5, 1e20, 123456.75)])  # expect: ['0.00|   0.000|0.0     |00000.00', '-0.00|  -0.000|-0.0    |-0000.00', '2.67|   2.675|2.7     |00002.67', '-1.50|  -1.500|-1.5    |-0001.50', '100000000000000000000.00|100000000000000000000.000|100000000000000000000.0|100000000000000000000.00', '123456.75|123456.750|123456.8|123456.75']
print('%d' % 5, '%d' % -5, '%d' % 123456, '%s' % 5, '%s' % 'abc', '%5d' % 7, '%5s' % 'ab', '%.1f' % 2.25, '%7.2f' % 2.5, '%05d' % -42, '%2d' % 12345)  # expect: 5 -5 123456 5 abc     7    ab 2.2    2.50 -0042 12345
print('%d%%' % 50, '%%' % (), '%s%%%d%%' % ('a', 1), '100%% %s' % 'x', 'a%sb%dc' % ('', 0), '%i' % 3)  # expect: 50% % a%1% 100% x ab0c 3
print('{}'.format(5), '{}'.format('abc'), '{}{}'.format('', ''), 'a{}b{}c'.format(1, 'x'), '{}!'.format(-7), '{0}{1}{0}'.format(1, 2), '{{}}{}'.format(3), '{:3}|{:<3}|'.format(1, 2))  # expect: 5 abc  a1bxc -7! 121 {}3   1|2  |
print('%s' % ('q' * 120), len('%s%s' % ('q' * 120, 'r' * 120)), len('%d %s' % (1, 'z' * 200)), len('{}{}'.format('q' * 90, 'r' * 90)))  # expect: qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq 240 202 180
word = 'word'
print('%s' % word is word, '%s%s' % (word, '') == word, '{}'.format(word) == word)  # expect: True True True
for fmt, args in (('%s', ()), ('%s%s', ('a',)), ('%s', ('a', 'b')), ('%d', ('a',)), ('%d', 'a'), ('%q', (1,)), ('%', (1,)), ('x', 1), ('%5', (1,)), ('%.2f', ('a',)), ('%(a)s', (1,))):
    try:
        print(fmt % args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)  # expect: TypeError not enough arguments for format string
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError %d format: a real number is required, not str
# expect: ValueError unsupported format character 'q' (0x71) at index 1
# expect: ValueError incomplete format
# expect: TypeError not all arguments converted during string formatting
# expect: ValueError incomplete format
# expect: TypeError must be real number, not str
# expect: TypeError format requires a mapping
for fmt, args in (('{}{}', (1,)), ('{', (1,)), ('}', (1,)), ('{}{0}', (1, 2)), ('{a}', ()), ('{:5', (1,))):
    try:
        print(fmt.format(*args))
    except (IndexError, KeyError, ValueError) as e:
        print(type(e).__name__, e)  # expect: IndexError Replacement index 1 out of range for positional args tuple
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: ValueError cannot switch from automatic field numbering to manual field specification
# expect: KeyError 'a'
# expect: ValueError unmatched '{' in format spec


class Text(str):
    pass


class Number(int):
    def __str__(self):
        return 'number'


print('%s-%d' % (Text('t'), Number(3)), '%s' % Number(3), Text('%s+%s') % (1, 2), '{}{}'.format(Text('t'), Number(4)))  # expect: t-3 number 1+2 tnumber
