for data, name in ((b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80', 'utf-8'), (b'\xef\xbb\xbfa', 'utf-8-sig'), (b'\xef\xbb\xbfa', 'utf-8'), (b'\xff\xfea\x00', 'utf-16'), (b'\xfe\xff\x00a', 'utf-16'), (b'a\x00', 'utf-16'), (b'=\xd8\x00\xde', 'utf-16-le'), (b'\xd8=\xde\x00', 'utf-16-be'), (b'\xff\xfe\x00\x00a\x00\x00\x00', 'utf-32'), (b'\x00\x01\xf6\x00', 'utf-32-be'), (b'\xe9\x80', 'latin-1'), (b'abc', 'ascii'), (b'', 'utf-16')):
    print(name, ascii(data.decode(name)), ascii(str(data, name)), ascii(bytearray(data).decode(name)))
# expect: utf-8 'a\xe9\u20ac\U0001f600' 'a\xe9\u20ac\U0001f600' 'a\xe9\u20ac\U0001f600'
# expect: utf-8-sig 'a' 'a' 'a'
# expect: utf-8 '\ufeffa' '\ufeffa' '\ufeffa'
# expect: utf-16 'a' 'a' 'a'
# expect: utf-16 'a' 'a' 'a'
# expect: utf-16 'a' 'a' 'a'
# expect: utf-16-le '\U0001f600' '\U0001f600' '\U0001f600'
# expect: utf-16-be '\U0001f600' '\U0001f600' '\U0001f600'
# expect: utf-32 'a' 'a' 'a'
# expect: utf-32-be '\U0001f600' '\U0001f600' '\U0001f600'
# expect: latin-1 '\xe9\x80' '\xe9\x80' '\xe9\x80'
# expect: ascii 'abc' 'abc' 'abc'
# expect: utf-16 '' '' ''
print(b'abc'.decode(), b'abc'.decode(errors='x'), str(b'abc', errors='strict'), b'a'.decode() is chr(97), ascii(b'\xe9'.decode('l1')))  # expect: abc abc abc True '\xe9'
for call in (lambda: b'a'.decode('zz'), lambda: b'a'.decode(1), lambda: b'a'.decode(errors=1), lambda: str(b'a', 1), lambda: str('a', 'ascii'), lambda: str(1, 'ascii'), lambda: str(b'\xff', 'ascii'), lambda: str(b'a', 'zz')):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
# expect: LookupError unknown encoding: zz
# expect: TypeError decode() argument 'encoding' must be str, not int
# expect: TypeError decode() argument 'errors' must be str, not int
# expect: TypeError str() argument 'encoding' must be str, not int
# expect: TypeError decoding str is not supported
# expect: TypeError decoding to str: need a bytes-like object, int found
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
# expect: LookupError unknown encoding: zz
