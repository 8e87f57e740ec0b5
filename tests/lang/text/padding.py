# strip, justify, zfill, expandtabs, removeprefix.
print(repr('  a b \n'.strip()), repr('  a '.lstrip()), repr('  a '.rstrip()), 'xxabcxx'.strip('x'), 'abcba'.strip('ab'), 'xyz'.lstrip('yx'), 'a'.strip('a') == '')  # expect: 'a b' 'a ' '  a' abc c z True
print('\u3000\x85w\xa0\u2003'.strip(), '\u0416a\u0416'.strip('\u0416'), 'a\xe9'.rstrip('\xe9'), repr('   '.strip()))  # expect: w a a ''
print('a'.center(4) + '|', 'ab'.center(5, '*'), 'abc'.center(6, '*'), 'a'.ljust(3, '.'), 'a'.rjust(3, '.'), 'abc'.ljust(2), 'a'.center(3, '\u0416'), '\u0416'.rjust(3))  # expect:  a  | **ab* *abc** a.. ..a abc ЖaЖ   Ж
print('42'.zfill(5), '-42'.zfill(5), '+42'.zfill(5), '--1'.zfill(6), ''.zfill(3), '-'.zfill(3), '\u0416'.zfill(3))  # expect: 00042 -0042 +0042 -000-1 000 -00 00Ж
print('a\tb'.expandtabs(), 'a\tb'.expandtabs(4), '\t'.expandtabs(3) + '|', 'ab\tc\n\td'.expandtabs(4), 'a\tb'.expandtabs(0), 'a\tb'.expandtabs(-1), '\u0416\tb'.expandtabs(2), 'a\tb'.expandtabs(tabsize=2))  # expect: a       b a   b    | ab  c
# expect:     d ab ab Ж b a b
print('prefix-x'.removeprefix('prefix-'), 'x.py'.removesuffix('.py'), 'abc'.removeprefix('abcd'), 'abc'.removesuffix(''), 'aa'.removeprefix('aa') == '')  # expect: x x abc abc True
for f in (lambda: 'a'.center(), lambda: 'a'.center('b'), lambda: 'a'.center(5, 'xx'), lambda: 'a'.ljust(5, 5), lambda: 'a'.strip(5), lambda: 'a'.zfill('a'), lambda: 'a'.removeprefix(5), lambda: 'a'.rjust(10**30), lambda: 'a'.expandtabs('x'), lambda: 'a\t'.expandtabs(10**30)):
    try:
        print(f())
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)  # expect: TypeError center expected at least 1 argument, got 0
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError The fill character must be exactly one character long
        # expect: TypeError The fill character must be a unicode character, not int
        # expect: TypeError strip arg must be None or str
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError removeprefix() argument must be str, not int
        # expect: OverflowError Python int too large to convert to C ssize_t
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: OverflowError Python int too large to convert to C int
