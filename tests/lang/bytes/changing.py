b = b'hello world'
print(b.replace(b'l', b'L'), b.replace(b'l', b'', 2), b.replace(b'', b'-'), b.replace(b'', b'-', 3), b.replace(b'hello', b'bye'), b.replace(b'o', b'oo', 0), b''.replace(b'', b'x'))  # expect: b'heLLo worLd' b'heo world' b'-h-e-l-l-o- -w-o-r-l-d-' b'-h-e-llo world' b'bye world' b'hello world' b'x'
print(b.translate(bytes.maketrans(b'lo', b'01')), b.translate(None, b'lo'), b.translate(None, delete=b'h'), b.translate(bytes(range(256))), bytearray(b).translate(None, b'l'))  # expect: b'he001 w1r0d' b'he wrd' b'ello world' b'hello world' bytearray(b'heo word')
print(b'  x '.strip(), b'  x '.lstrip(), b'  x '.rstrip(), b'xxyxx'.strip(b'x'), b'abcba'.strip(b'ab'), b'\x1cx\x1c'.strip(), b'xy'.strip(b''), b'x'.strip(None))  # expect: b'x' b'x ' b'  x' b'y' b'c' b'\x1cx\x1c' b'xy' b'x'
print(b.removeprefix(b'hello '), b.removesuffix(b'world'), b.removeprefix(b'x'), b.removesuffix(b''))  # expect: b'world' b'hello ' b'hello world' b'hello world'
print(b'a'.center(4), b'a'.center(5, b'*'), b'ab'.center(5, b'-'), b'a'.ljust(3, b'.'), b'a'.rjust(3), b'-5'.zfill(4), b'+'.zfill(3), b'a\tb\tc'.expandtabs(), b'a\tb'.expandtabs(2), b'ab\n\tc'.expandtabs(4), b'\t'.expandtabs(0))  # expect: b' a  ' b'**a**' b'--ab-' b'a..' b'  a' b'-005' b'+00' b'a       b       c' b'a b' b'ab\n    c' b''
print(b.upper(), b.title(), b.capitalize(), b'aBc'.swapcase(), b'ABC\xc9'.lower(), b"it's ok".title())  # expect: b'HELLO WORLD' b'Hello World' b'Hello world' b'AbC' b'abc\xc9' b"It'S Ok"
for call in (lambda: b.replace('l', b''), lambda: b.replace(b'l'), lambda: b.replace(b'l', b'', 'x'), lambda: b.translate(b'x'), lambda: b.translate('x'), lambda: b.translate(None, 'x'), lambda: bytes.maketrans(b'a', b''), lambda: bytes.maketrans('a', 'b'), lambda: b.strip('h'), lambda: b.strip(104), lambda: b.removeprefix('h'), lambda: b.center(20, 'x'), lambda: b.center(20, b'xy'), lambda: b.ljust(b'x'), lambda: b.zfill('x'), lambda: b.expandtabs('x'), lambda: b.upper(1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError replace expected at least 2 arguments, got 1
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError translation table must be 256 characters long
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError maketrans arguments must have same length
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError center() argument 2 must be a byte string of length 1, not str
# expect: TypeError center() argument 2 must be a byte string of length 1, not bytes
# expect: TypeError 'bytes' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError bytes.upper() takes no arguments (1 given)
