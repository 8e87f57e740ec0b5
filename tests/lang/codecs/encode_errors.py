handlers = ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass', 'unknown')
for text, encoding in (('a\xe9\u20acb', 'ascii'), ('\u20ac\U0001f600\xff', 'latin-1'), ('x\ud800\udcffy', 'utf-8'), ('\udc80\udcff', 'ascii'), ('\udc80\ud800', 'utf-8'), ('\ud800', 'utf-16'), ('\udc80z', 'utf-32-be')):
    for errors in handlers:
        try:
            print(encoding, errors, text.encode(encoding, errors))
        except (UnicodeEncodeError, LookupError) as e:
            print(encoding, errors, type(e).__name__, e)
# expect: ascii strict UnicodeEncodeError 'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)
# expect: ascii ignore b'ab'
# expect: ascii replace b'a??b'
# expect: ascii backslashreplace b'a\\xe9\\u20acb'
# expect: ascii xmlcharrefreplace b'a&#233;&#8364;b'
# expect: ascii namereplace b'a\\N{LATIN SMALL LETTER E WITH ACUTE}\\N{EURO SIGN}b'
# expect: ascii surrogateescape UnicodeEncodeError 'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)
# expect: ascii surrogatepass UnicodeEncodeError 'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)
# expect: ascii unknown LookupError unknown error handler name 'unknown'
# expect: latin-1 strict UnicodeEncodeError 'latin-1' codec can't encode characters in position 0-1: ordinal not in range(256)
# expect: latin-1 ignore b'\xff'
# expect: latin-1 replace b'??\xff'
# expect: latin-1 backslashreplace b'\\u20ac\\U0001f600\xff'
# expect: latin-1 xmlcharrefreplace b'&#8364;&#128512;\xff'
# expect: latin-1 namereplace b'\\N{EURO SIGN}\\N{GRINNING FACE}\xff'
# expect: latin-1 surrogateescape UnicodeEncodeError 'latin-1' codec can't encode characters in position 0-1: ordinal not in range(256)
# expect: latin-1 surrogatepass UnicodeEncodeError 'latin-1' codec can't encode characters in position 0-1: ordinal not in range(256)
# expect: latin-1 unknown LookupError unknown error handler name 'unknown'
# expect: utf-8 strict UnicodeEncodeError 'utf-8' codec can't encode characters in position 1-2: surrogates not allowed
# expect: utf-8 ignore b'xy'
# expect: utf-8 replace b'x??y'
# expect: utf-8 backslashreplace b'x\\ud800\\udcffy'
# expect: utf-8 xmlcharrefreplace b'x&#55296;&#56575;y'
# expect: utf-8 namereplace b'x\\ud800\\udcffy'
# expect: utf-8 surrogateescape UnicodeEncodeError 'utf-8' codec can't encode characters in position 1-2: surrogates not allowed
# expect: utf-8 surrogatepass b'x\xed\xa0\x80\xed\xb3\xbfy'
# expect: utf-8 unknown LookupError unknown error handler name 'unknown'
# expect: ascii strict UnicodeEncodeError 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)
# expect: ascii ignore b''
# expect: ascii replace b'??'
# expect: ascii backslashreplace b'\\udc80\\udcff'
# expect: ascii xmlcharrefreplace b'&#56448;&#56575;'
# expect: ascii namereplace b'\\udc80\\udcff'
# expect: ascii surrogateescape b'\x80\xff'
# expect: ascii surrogatepass UnicodeEncodeError 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)
# expect: ascii unknown LookupError unknown error handler name 'unknown'
# expect: utf-8 strict UnicodeEncodeError 'utf-8' codec can't encode characters in position 0-1: surrogates not allowed
# expect: utf-8 ignore b''
# expect: utf-8 replace b'??'
# expect: utf-8 backslashreplace b'\\udc80\\ud800'
# expect: utf-8 xmlcharrefreplace b'&#56448;&#55296;'
# expect: utf-8 namereplace b'\\udc80\\ud800'
# expect: utf-8 surrogateescape UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: utf-8 surrogatepass b'\xed\xb2\x80\xed\xa0\x80'
# expect: utf-8 unknown LookupError unknown error handler name 'unknown'
# expect: utf-16 strict UnicodeEncodeError 'utf-16' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: utf-16 ignore b'\xff\xfe'
# expect: utf-16 replace b'\xff\xfe?\x00'
# expect: utf-16 backslashreplace b'\xff\xfe\\\x00u\x00d\x008\x000\x000\x00'
# expect: utf-16 xmlcharrefreplace b'\xff\xfe&\x00#\x005\x005\x002\x009\x006\x00;\x00'
# expect: utf-16 namereplace b'\xff\xfe\\\x00u\x00d\x008\x000\x000\x00'
# expect: utf-16 surrogateescape UnicodeEncodeError 'utf-16' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: utf-16 surrogatepass b'\xff\xfe\x00\xd8'
# expect: utf-16 unknown LookupError unknown error handler name 'unknown'
# expect: utf-32-be strict UnicodeEncodeError 'utf-32-be' codec can't encode character '\udc80' in position 0: surrogates not allowed
# expect: utf-32-be ignore b'\x00\x00\x00z'
# expect: utf-32-be replace b'\x00\x00\x00?\x00\x00\x00z'
# expect: utf-32-be backslashreplace b'\x00\x00\x00\\\x00\x00\x00u\x00\x00\x00d\x00\x00\x00c\x00\x00\x008\x00\x00\x000\x00\x00\x00z'
# expect: utf-32-be xmlcharrefreplace b'\x00\x00\x00&\x00\x00\x00#\x00\x00\x005\x00\x00\x006\x00\x00\x004\x00\x00\x004\x00\x00\x008\x00\x00\x00;\x00\x00\x00z'
# expect: utf-32-be namereplace b'\x00\x00\x00\\\x00\x00\x00u\x00\x00\x00d\x00\x00\x00c\x00\x00\x008\x00\x00\x000\x00\x00\x00z'
# expect: utf-32-be surrogateescape UnicodeEncodeError 'utf-32-be' codec can't encode character '\udc80' in position 0: surrogates not allowed
# expect: utf-32-be surrogatepass b'\x00\x00\xdc\x80\x00\x00\x00z'
# expect: utf-32-be unknown LookupError encoding with 'utf-32-be' codec failed (LookupError: unknown error handler name 'unknown')
try:
    'ab\xe9\xe8c'.encode('ascii')
except UnicodeEncodeError as e:
    print(e.encoding, ascii(e.object), e.start, e.end, e.reason, ascii(e.args))
    print(isinstance(e, ValueError), UnicodeEncodeError.__mro__)
# expect: ascii 'ab\xe9\xe8c' 2 4 ordinal not in range(128) ('ascii', 'ab\xe9\xe8c', 2, 4, 'ordinal not in range(128)')
# expect: True (<class 'UnicodeEncodeError'>, <class 'UnicodeError'>, <class 'ValueError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
