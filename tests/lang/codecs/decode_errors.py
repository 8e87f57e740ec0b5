bad = [b'\xff', b'\xc3', b'\xc3(', b'\xe2\x82', b'\xe2(\xa1', b'\xed\xa0\x80', b'\xf0\x90\x80', b'\xf0\x90(\xbc', b'\xf4\x90\x80\x80', b'\xc0\x80', b'a\x80b\xffc', b'\xe0\x9f']
for data in bad:
    for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape', 'surrogatepass'):
        try:
            print(errors, data, ascii(data.decode('utf-8', errors)))
        except UnicodeDecodeError as e:
            print(errors, data, e)
# expect: strict b'\xff' 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: ignore b'\xff' ''
# expect: replace b'\xff' '\ufffd'
# expect: backslashreplace b'\xff' '\\xff'
# expect: surrogateescape b'\xff' '\udcff'
# expect: surrogatepass b'\xff' 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: strict b'\xc3' 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data
# expect: ignore b'\xc3' ''
# expect: replace b'\xc3' '\ufffd'
# expect: backslashreplace b'\xc3' '\\xc3'
# expect: surrogateescape b'\xc3' '\udcc3'
# expect: surrogatepass b'\xc3' 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data
# expect: strict b'\xc3(' 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte
# expect: ignore b'\xc3(' '('
# expect: replace b'\xc3(' '\ufffd('
# expect: backslashreplace b'\xc3(' '\\xc3('
# expect: surrogateescape b'\xc3(' '\udcc3('
# expect: surrogatepass b'\xc3(' 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte
# expect: strict b'\xe2\x82' 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
# expect: ignore b'\xe2\x82' ''
# expect: replace b'\xe2\x82' '\ufffd'
# expect: backslashreplace b'\xe2\x82' '\\xe2\\x82'
# expect: surrogateescape b'\xe2\x82' '\udce2\udc82'
# expect: surrogatepass b'\xe2\x82' 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
# expect: strict b'\xe2(\xa1' 'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte
# expect: ignore b'\xe2(\xa1' '('
# expect: replace b'\xe2(\xa1' '\ufffd(\ufffd'
# expect: backslashreplace b'\xe2(\xa1' '\\xe2(\\xa1'
# expect: surrogateescape b'\xe2(\xa1' '\udce2(\udca1'
# expect: surrogatepass b'\xe2(\xa1' 'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte
# expect: strict b'\xed\xa0\x80' 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: ignore b'\xed\xa0\x80' ''
# expect: replace b'\xed\xa0\x80' '\ufffd\ufffd\ufffd'
# expect: backslashreplace b'\xed\xa0\x80' '\\xed\\xa0\\x80'
# expect: surrogateescape b'\xed\xa0\x80' '\udced\udca0\udc80'
# expect: surrogatepass b'\xed\xa0\x80' '\ud800'
# expect: strict b'\xf0\x90\x80' 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data
# expect: ignore b'\xf0\x90\x80' ''
# expect: replace b'\xf0\x90\x80' '\ufffd'
# expect: backslashreplace b'\xf0\x90\x80' '\\xf0\\x90\\x80'
# expect: surrogateescape b'\xf0\x90\x80' '\udcf0\udc90\udc80'
# expect: surrogatepass b'\xf0\x90\x80' 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data
# expect: strict b'\xf0\x90(\xbc' 'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte
# expect: ignore b'\xf0\x90(\xbc' '('
# expect: replace b'\xf0\x90(\xbc' '\ufffd(\ufffd'
# expect: backslashreplace b'\xf0\x90(\xbc' '\\xf0\\x90(\\xbc'
# expect: surrogateescape b'\xf0\x90(\xbc' '\udcf0\udc90(\udcbc'
# expect: surrogatepass b'\xf0\x90(\xbc' 'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte
# expect: strict b'\xf4\x90\x80\x80' 'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte
# expect: ignore b'\xf4\x90\x80\x80' ''
# expect: replace b'\xf4\x90\x80\x80' '\ufffd\ufffd\ufffd\ufffd'
# expect: backslashreplace b'\xf4\x90\x80\x80' '\\xf4\\x90\\x80\\x80'
# expect: surrogateescape b'\xf4\x90\x80\x80' '\udcf4\udc90\udc80\udc80'
# expect: surrogatepass b'\xf4\x90\x80\x80' 'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte
# expect: strict b'\xc0\x80' 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte
# expect: ignore b'\xc0\x80' ''
# expect: replace b'\xc0\x80' '\ufffd\ufffd'
# expect: backslashreplace b'\xc0\x80' '\\xc0\\x80'
# expect: surrogateescape b'\xc0\x80' '\udcc0\udc80'
# expect: surrogatepass b'\xc0\x80' 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte
# expect: strict b'a\x80b\xffc' 'utf-8' codec can't decode byte 0x80 in position 1: invalid start byte
# expect: ignore b'a\x80b\xffc' 'abc'
# expect: replace b'a\x80b\xffc' 'a\ufffdb\ufffdc'
# expect: backslashreplace b'a\x80b\xffc' 'a\\x80b\\xffc'
# expect: surrogateescape b'a\x80b\xffc' 'a\udc80b\udcffc'
# expect: surrogatepass b'a\x80b\xffc' 'utf-8' codec can't decode byte 0x80 in position 1: invalid start byte
# expect: strict b'\xe0\x9f' 'utf-8' codec can't decode byte 0xe0 in position 0: invalid continuation byte
# expect: ignore b'\xe0\x9f' ''
# expect: replace b'\xe0\x9f' '\ufffd\ufffd'
# expect: backslashreplace b'\xe0\x9f' '\\xe0\\x9f'
# expect: surrogateescape b'\xe0\x9f' '\udce0\udc9f'
# expect: surrogatepass b'\xe0\x9f' 'utf-8' codec can't decode byte 0xe0 in position 0: invalid continuation byte
for data, name in ((b'a\x80', 'ascii'), (b'a', 'utf-16'), (b'\x00\xd8', 'utf-16-le'), (b'\x00\xd8a\x00', 'utf-16-le'), (b'\x00\xdc', 'utf-16-le'), (b'a', 'utf-32'), (b'\xff\xff\xff\xff', 'utf-32'), (b'\x00\xd8\x00\x00', 'utf-32-le'), (b'\xff\xfe\x00\xd8', 'utf-16')):
    for errors in ('strict', 'replace', 'xmlcharrefreplace', 'unknown'):
        try:
            print(name, errors, ascii(data.decode(name, errors)))
        except Exception as e:
            print(name, errors, type(e).__name__, e)
# expect: ascii strict UnicodeDecodeError 'ascii' codec can't decode byte 0x80 in position 1: ordinal not in range(128)
# expect: ascii replace 'a\ufffd'
# expect: ascii xmlcharrefreplace TypeError don't know how to handle UnicodeDecodeError in error callback
# expect: ascii unknown LookupError unknown error handler name 'unknown'
# expect: utf-16 strict UnicodeDecodeError 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: utf-16 replace '\ufffd'
# expect: utf-16 xmlcharrefreplace TypeError don't know how to handle UnicodeDecodeError in error callback
# expect: utf-16 unknown LookupError unknown error handler name 'unknown'
# expect: utf-16-le strict UnicodeDecodeError 'utf-16-le' codec can't decode bytes in position 0-1: unexpected end of data
# expect: utf-16-le replace '\ufffd'
# expect: utf-16-le xmlcharrefreplace TypeError decoding with 'utf-16-le' codec failed (TypeError: don't know how to handle UnicodeDecodeError in error callback)
# expect: utf-16-le unknown LookupError decoding with 'utf-16-le' codec failed (LookupError: unknown error handler name 'unknown')
# expect: utf-16-le strict UnicodeDecodeError 'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate
# expect: utf-16-le replace '\ufffda'
# expect: utf-16-le xmlcharrefreplace TypeError decoding with 'utf-16-le' codec failed (TypeError: don't know how to handle UnicodeDecodeError in error callback)
# expect: utf-16-le unknown LookupError decoding with 'utf-16-le' codec failed (LookupError: unknown error handler name 'unknown')
# expect: utf-16-le strict UnicodeDecodeError 'utf-16-le' codec can't decode bytes in position 0-1: illegal encoding
# expect: utf-16-le replace '\ufffd'
# expect: utf-16-le xmlcharrefreplace TypeError decoding with 'utf-16-le' codec failed (TypeError: don't know how to handle UnicodeDecodeError in error callback)
# expect: utf-16-le unknown LookupError decoding with 'utf-16-le' codec failed (LookupError: unknown error handler name 'unknown')
# expect: utf-32 strict UnicodeDecodeError 'utf-32-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: utf-32 replace '\ufffd'
# expect: utf-32 xmlcharrefreplace TypeError don't know how to handle UnicodeDecodeError in error callback
# expect: utf-32 unknown LookupError unknown error handler name 'unknown'
# expect: utf-32 strict UnicodeDecodeError 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# expect: utf-32 replace '\ufffd'
# expect: utf-32 xmlcharrefreplace TypeError don't know how to handle UnicodeDecodeError in error callback
# expect: utf-32 unknown LookupError unknown error handler name 'unknown'
# expect: utf-32-le strict UnicodeDecodeError 'utf-32-le' codec can't decode bytes in position 0-3: code point in surrogate code point range(0xd800, 0xe000)
# expect: utf-32-le replace '\ufffd'
# expect: utf-32-le xmlcharrefreplace TypeError decoding with 'utf-32-le' codec failed (TypeError: don't know how to handle UnicodeDecodeError in error callback)
# expect: utf-32-le unknown LookupError decoding with 'utf-32-le' codec failed (LookupError: unknown error handler name 'unknown')
# expect: utf-16 strict UnicodeDecodeError 'utf-16-le' codec can't decode bytes in position 2-3: unexpected end of data
# expect: utf-16 replace '\ufffd'
# expect: utf-16 xmlcharrefreplace TypeError don't know how to handle UnicodeDecodeError in error callback
# expect: utf-16 unknown LookupError unknown error handler name 'unknown'
try:
    b'ab\xff'.decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
# expect: utf-8 b'ab\xff' 2 3 invalid start byte ('utf-8', b'ab\xff', 2, 3, 'invalid start byte')
