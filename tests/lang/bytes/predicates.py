samples = [b'', b'abc', b'ABC', b'Abc De', b'a1', b'12', b' \t\n\r\x0b\x0c', b'\x1c', b'\xe9', b'a B', b'A1', b'1a', b'Ab1Cd']
for name in ('isalnum', 'isalpha', 'isascii', 'isdigit', 'islower', 'isupper', 'isspace', 'istitle'):
    print(name, [int(getattr(s, name)()) for s in samples], [int(getattr(bytearray(s), name)()) for s in samples] == [int(getattr(s, name)()) for s in samples])
# expect: isalnum [0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1] True
# expect: isalpha [0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] True
# expect: isascii [1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1] True
# expect: isdigit [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0] True
# expect: islower [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0] True
# expect: isupper [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0] True
# expect: isspace [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] True
# expect: istitle [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1] True
