b = bytearray(b'hello world')
print(b.upper(), b.title(), b.split(), b.partition(b' '), b.rpartition(b'zz'), b.replace(b'l', b'L'), b.find(b'o'), b.center(13), b.strip(b'hd'))  # expect: bytearray(b'HELLO WORLD') bytearray(b'Hello World') [bytearray(b'hello'), bytearray(b'world')] (bytearray(b'hello'), bytearray(b' '), bytearray(b'world')) (bytearray(b''), bytearray(b''), bytearray(b'hello world')) bytearray(b'heLLo worLd') 4 bytearray(b' hello world ') bytearray(b'ello worl')
print(b.join([b'1', b'2']), bytearray(b',').join([]), b.zfill(13), b.ljust(13, b'.'), b.lower() is b, b.splitlines(), b.decode(), b.hex()[:6], b.removeprefix(b'hello'))  # expect: bytearray(b'1hello world2') bytearray(b'') bytearray(b'00hello world') bytearray(b'hello world..') False [bytearray(b'hello world')] hello world 68656c bytearray(b' world')
print(b == b'hello world', b'hello world' == b, b != b'x', b < b'i', b[0], b[1:4], b[::-1], b[20:], type(b[0:0]), len(b), list(b)[:3], 104 in b, b'wor' in b)  # expect: True True True True 104 bytearray(b'ell') bytearray(b'dlrow olleh') bytearray(b'') <class 'bytearray'> 11 [104, 101, 108] True True
print(b + b'x', b'x' + b, type(b'x' + b), type(b + b'x'), str(b), repr(bytearray(b'\'"')), '%s' % b, f'{b}', bytes(b), bytearray(b) is b)  # expect: bytearray(b'hello worldx') b'xhello world' <class 'bytes'> <class 'bytearray'> bytearray(b'hello world') bytearray(b'\'"') bytearray(b'hello world') bytearray(b'hello world') b'hello world' False
print(bytearray.fromhex('ab cd'), bytearray(b'a').__init__(b'xyz'), bytearray('\u20ac', 'utf-8'), bytearray(iter([1, 2])), bytearray({3: 4}), bytearray(3))  # expect: bytearray(b'\xab\xcd') None bytearray(b'\xe2\x82\xac') bytearray(b'\x01\x02') bytearray(b'\x03') bytearray(b'\x00\x00\x00')
it = iter(bytearray(b'abc'))
print(next(it), list(it), type(it).__name__)  # expect: 97 [98, 99] bytearray_iterator
grown = bytearray(b'ab')
for x in grown:
    if len(grown) < 6:
        grown.append(x + 1)
print(grown)  # expect: bytearray(b'abbccd')
print(max(b), sorted(bytearray(b'ba')), sum(bytearray(b'\x01\x02')), [*bytearray(b'xy')], dict(zip(b'ab', bytearray(b'cd'))))  # expect: 119 [97, 98] 3 [120, 121] {97: 99, 98: 100}
