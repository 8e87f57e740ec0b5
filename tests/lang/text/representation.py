# repr and ascii: quotes, escapes, what is printable.
for s in ['', 'a', "it's", 'say "hi"', 'both \' and "', 'back\\slash', 'tab\tnl\nret\r', '\x00\x1f\x7f', '\x80\xa0\xad\xff', 'caf\xe9', '\u0416', '\u2028\u200b', '\ud800', '\ue000', '\U0001f600', '\U000e0001', '\U0010ffff', '\u0378', 'a' * 60]:
    print(repr(s), ascii(s))  # expect: '' ''
    # expect: 'a' 'a'
    # expect: "it's" "it's"
    # expect: 'say "hi"' 'say "hi"'
    # expect: 'both \' and "' 'both \' and "'
    # expect: 'back\\slash' 'back\\slash'
    # expect: 'tab\tnl\nret\r' 'tab\tnl\nret\r'
    # expect: '\x00\x1f\x7f' '\x00\x1f\x7f'
    # expect: '\x80\xa0\xadÿ' '\x80\xa0\xad\xff'
    # expect: 'café' 'caf\xe9'
    # expect: 'Ж' '\u0416'
    # expect: '\u2028\u200b' '\u2028\u200b'
    # expect: '\ud800' '\ud800'
    # expect: '\ue000' '\ue000'
    # expect: '😀' '\U0001f600'
    # expect: '\U000e0001' '\U000e0001'
    # expect: '\U0010ffff' '\U0010ffff'
    # expect: '\u0378' '\u0378'
    # expect: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
print([''], ['\''], ("\"",), {'k\n': '\u0416'}, str(['\xe9']), ascii(['\xe9', '\u0416']))  # expect: [''] ["'"] ('"',) {'k\n': 'Ж'} ['é'] ['\xe9', '\u0416']
print(str('x\ny') == 'x\ny', repr('x') == "'x'", len(repr('\n')), repr(repr('a')))  # expect: True True 4 "'a'"
