# Which results are the same object: the empty string, characters below U+0100, what nothing was done to.
def same(*pairs):
    print([a is b for a, b in pairs])
s, empty, bang = 'some text', '', chr(33)
same((s.strip(), s), (s.replace('q', 'z'), s), (s.replace('e', 'e', 0), s), (s.ljust(3), s), (s.zfill(2), s), (s[:], s))  # expect: [True, True, True, True, True, True]
same((s.expandtabs(), s), (s.removeprefix('x'), s), (s.center(5), s), (str(s), s), (''.join([s]), s), (f'{s}', s), (s + empty, s))  # expect: [True, True, True, True, True, True, True]
same((s.split('q')[0], s), (s.partition('q')[0], s), (s.splitlines()[0], s), ('-'.join((s,)), s), (s.lstrip('x'), s), (s * 1, s))  # expect: [True, True, True, True, True, True]
same((s.lower(), s), (s.split(None, 0)[0], s), (s.replace('s', 's'), s), ('%s' % s, s), ('{}'.format(s), s))  # expect: [False, False, True, True, True]
c = 'ab!'
same((c[2], bang), (c[2:], bang), (list(c)[2], bang), (c.split('b')[1], bang), ('  !'.strip(), bang), ('%c' % 33, bang))  # expect: [True, True, True, True, True, True]
same((bang * 1, bang), (''.join('!'), bang), (c.partition('b')[2], bang), (c.rsplit('b')[1], bang), (next(iter('!x')), bang), (min('~!'), bang))  # expect: [True, True, True, True, True, True]
same((bang.upper(), bang), ('!y'.replace('y', ''), bang), ('!b'[::2], bang), (str(5), chr(53)), ('%d' % 5, chr(53)), (f'{5}', chr(53)))  # expect: [False, False, False, False, True, False]
same(('\xe9a'[0], chr(0xe9)), ('\u0416a'[0], chr(0x416)), ('\xe9'.lower(), chr(0xe9)), (chr(0x416), chr(0x416)), ('\xe9x'.rstrip('x'), chr(0xe9)))  # expect: [True, False, False, False, True]
same((''.join([]), empty), (s[1:1], empty), (s * 0, empty), (str(), empty), (empty.upper(), empty), ('a'.replace('a', ''), empty), ('a'.strip('a'), empty), ('{}'.format(''), empty))  # expect: [True, True, True, True, True, True, True, True]
