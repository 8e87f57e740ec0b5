print(b' a  b\tc\n'.split(), b' a b '.split(b' '), b'a,b,c'.split(b',', 1), b'a,b,c'.rsplit(b',', 1), b' a b c '.split(None, 1), b' a b c '.rsplit(None, 1))  # expect: [b'a', b'b', b'c'] [b'', b'a', b'b', b''] [b'a', b'b,c'] [b'a,b', b'c'] [b'a', b'b c '] [b' a b', b'c']
print(b'a\x1cb\x85c d'.split(), b''.split(), b''.split(b'x'), b'abc'.split(b''[:0] or b'bc'), b'xx'.split(b'x'), b'a--b--c'.split(b'--'), b'a b'.split(maxsplit=0), b'a b'.split(sep=b' '))  # expect: [b'a\x1cb\x85c', b'd'] [] [b''] [b'a', b''] [b'', b'', b''] [b'a', b'b', b'c'] [b'a b'] [b'a', b'b']
print(b'one\ntwo\r\nthree\rfour\x0bfive\n'.splitlines(), b'a\n\nb'.splitlines(True), b''.splitlines(), b'\n'.splitlines(keepends=True))  # expect: [b'one', b'two', b'three', b'four\x0bfive'] [b'a\n', b'\n', b'b'] [] [b'\n']
print(b'a=b=c'.partition(b'='), b'a=b=c'.rpartition(b'='), b'abc'.partition(b'='), b'abc'.rpartition(b'='), b'abc'.partition(bytearray(b'b')))  # expect: (b'a', b'=', b'b=c') (b'a=b', b'=', b'c') (b'abc', b'', b'') (b'', b'', b'abc') (b'a', bytearray(b'b'), b'c')
print(b', '.join([b'a', bytearray(b'b'), b'']), b''.join([]), b'-'.join((b'x',)), b'.'.join([b'%d' % i for i in range(3)]))  # expect: b'a, b, ' b'' b'x' b'0.1.2'
for call in (lambda: b'a'.split('a'), lambda: b'a'.split(b''), lambda: b'a'.rsplit(b''), lambda: b'a'.partition('a'), lambda: b'a'.partition(b''), lambda: b'a'.join('ab'), lambda: b'a'.join([b'x', 'y']), lambda: b'a'.join([1]), lambda: b'a'.join(5), lambda: b'a'.split(b'a', 'x'), lambda: b'a'.split(1), lambda: b'a'.splitlines('x')):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError empty separator
# expect: ValueError empty separator
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError empty separator
# expect: TypeError sequence item 0: expected a bytes-like object, str found
# expect: TypeError sequence item 1: expected a bytes-like object, str found
# expect: TypeError sequence item 0: expected a bytes-like object, int found
# expect: TypeError can only join an iterable
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError 'str' object cannot be interpreted as an integer
