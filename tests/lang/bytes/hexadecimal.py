b = b'\x00\x01\xab\xff\x10'
print(b.hex(), b.hex(':'), b.hex('-', 2), b.hex('-', -2), b.hex(b'.', 3), b''.hex(':'), b.hex(':', 0), b.hex(sep=' ', bytes_per_sep=4), b'a'.hex('x'), bytearray(b).hex(' ', -3))  # expect: 0001abff10 00:01:ab:ff:10 00-01ab-ff10 0001-abff-10 0001.abff10  0001abff10 00 01abff10 61 0001ab ff10
for call in (lambda: b.hex('ab'), lambda: b.hex(''), lambda: b.hex('\xe9'), lambda: b.hex(1), lambda: b.hex([1]), lambda: b.hex(':', 'x'), lambda: b.hex(':', 2, 3)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError sep must be length 1.
# expect: ValueError sep must be length 1.
# expect: ValueError sep must be ASCII.
# expect: TypeError object of type 'int' has no len()
# expect: TypeError sep must be str or bytes.
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError hex() takes at most 2 arguments (3 given)
