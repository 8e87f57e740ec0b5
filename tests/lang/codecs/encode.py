for name in ('utf-8', 'UTF8', 'utf_8', 'U8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'UTF-16BE', 'utf-32', 'utf-32-le', 'utf_32_be'):
    print(name, 'a\xe9\u20ac\U0001f600'.encode(name))
# expect: utf-8 b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80'
# expect: UTF8 b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80'
# expect: utf_8 b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80'
# expect: U8 b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80'
# expect: utf-8-sig b'\xef\xbb\xbfa\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80'
# expect: utf-16 b'\xff\xfea\x00\xe9\x00\xac =\xd8\x00\xde'
# expect: utf-16-le b'a\x00\xe9\x00\xac =\xd8\x00\xde'
# expect: UTF-16BE b'\x00a\x00\xe9 \xac\xd8=\xde\x00'
# expect: utf-32 b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00'
# expect: utf-32-le b'a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00'
# expect: utf_32_be b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00 \xac\x00\x01\xf6\x00'
names = ('ascii', 'US-ASCII', '646', 'latin-1', 'latin1', 'iso-8859-1', 'ISO_8859_1', 'l1', 'cp819')
print({'ab'.encode(name) for name in names})  # expect: {b'ab'}
print('\xe9'.encode('latin-1'), ''.encode('utf-16'), ''.encode())  # expect: b'\xe9' b'\xff\xfe' b''
for name in ('zz', 'utf-9', 'hexx'):
    try:
        'a'.encode(name)
    except LookupError as e:
        print(e)
# expect: unknown encoding: zz
# expect: unknown encoding: utf-9
# expect: unknown encoding: hexx
for call in (lambda: 'a'.encode(1), lambda: 'a'.encode('ascii', 1), lambda: 'a'.encode('ascii', 'strict', 1), lambda: 'a'.encode(encodin='ascii')):
    try:
        call()
    except TypeError as e:
        print(e)
# expect: encode() argument 'encoding' must be str, not int
# expect: encode() argument 'errors' must be str, not int
# expect: encode() takes at most 2 arguments (3 given)
# expect: 'encodin' is an invalid keyword argument for encode()
print('a'.encode(encoding='ascii', errors='nothing'), 'a'.encode(errors='strict'))  # expect: b'a' b'a'
