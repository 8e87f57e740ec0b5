print(b'%d %i %u|%5d|%-5d|%05d|%+d|% d|%.3d' % (1, 2, 3, 4, 5, 6, 7, 8, 9))  # expect: b'1 2 3|    4|5    |00006|+7| 8|009'
print(b'%s %b|%5s|%-5s|%.2s' % (b'x', bytearray(b'y'), b'z', b'w', b'abc'))  # expect: b'x y|    z|w    |ab'
print(b'%a %r|%8r' % ('\xe9', [1], b'q'), b'%c%c%c|%3c|%-3c|' % (65, b'B', bytearray(b'C'), b'd', 101))  # expect: b"'\\xe9' [1]|    b'q'" b'ABC|  d|e  |'
print(b'%x %X %#x %o %#o' % (255, 255, 255, 8, 8), b'%f %.2f %e %G %8.3f' % (1.5, 2.345, 1e10, 1e-10, 3.14159))  # expect: b'ff FF 0xff 10 0o10' b'1.500000 2.35 1.000000e+10 1E-10    3.142'
print(b'%(a)s %(b)d %%' % {b'a': b'x', b'b': 2}, b'%*d|%-*d|%.*f' % (5, 1, 4, 2, 1, 3.14), b'%%' % (), b'\xff%s' % b'\xfe', bytearray(b'%d') % 5)  # expect: b'x 2 %' b'    1|2   |3.1' b'%' b'\xff\xfe' bytearray(b'5')
for call in (lambda: b'%s' % 'a', lambda: b'%b' % 1, lambda: b'%d' % 'a', lambda: b'%x' % 1.5, lambda: b'%c' % 256, lambda: b'%c' % b'ab', lambda: b'%c' % 'a', lambda: b'%f' % 'a', lambda: b'%z' % 1, lambda: b'%' % (), lambda: b'%s %s' % b'a', lambda: b'a' % b'a', lambda: b'%(a)s' % 1, lambda: b'%(a)s' % {'a': 1}, lambda: b'%(a' % {}, lambda: 5 % b'%d', lambda: b'%*d' % ('a', 1), lambda: b'%d %d' % (1,), lambda: b'%d' % (1, 2)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError %x format: an integer is required, not float
# expect: OverflowError %c arg not in range(256)
# expect: TypeError %c requires an integer in range(256) or a single byte
# expect: TypeError %c requires an integer in range(256) or a single byte
# expect: TypeError float argument required, not str
# expect: ValueError unsupported format character 'z' (0x7a) at index 1
# expect: ValueError incomplete format
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during bytes formatting
# expect: TypeError format requires a mapping
# expect: KeyError b'a'
# expect: ValueError incomplete format key
# expect: TypeError unsupported operand type(s) for %: 'int' and 'bytes'
# expect: TypeError * wants int
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during bytes formatting
for f in (b'', b'ab', bytearray(b'ab')):
    row = []
    for v in ('', 'a', b'a', [], [1], {}, range(3), {1}, (), (1,), None, memoryview(b'a')):
        try:
            row.append(f % v)
        except TypeError as e:
            row.append('-')
    print(*row)
# expect: - - - b'' b'' b'' b'' - b'' - - b''
# expect: - - - b'ab' b'ab' b'ab' b'ab' - b'ab' - - b'ab'
# expect: - - - bytearray(b'ab') bytearray(b'ab') bytearray(b'ab') bytearray(b'ab') - bytearray(b'ab') - - bytearray(b'ab')
try:
    memoryview(b'ab') % b'a'
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for %: 'memoryview' and 'bytes'
