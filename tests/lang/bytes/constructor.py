print(bytes(), bytes(3), bytes([1, 2, 255]), bytes((65, 66)), bytes(range(3)), bytes({7}), bytes(b'x'), bytes(bytearray(b'y')))  # expect: b'' b'\x00\x00\x00' b'\x01\x02\xff' b'AB' b'\x00\x01\x02' b'\x07' b'x' b'y'
print(bytes('h\xe9', 'utf-8'), bytes('h\xe9', 'latin-1'), bytes('h\xe9', 'ascii', 'replace'), bytes(source=[1]), bytes(iter([1, 2])))  # expect: b'h\xc3\xa9' b'h\xe9' b'h?' b'\x01' b'\x01\x02'
for call in (lambda: bytes('a'), lambda: bytes(-1), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(['a']), lambda: bytes(None), lambda: bytes(1.5), lambda: bytes(b'a', 'ascii'), lambda: bytes(b'a', errors='x'), lambda: bytes(encoding='ascii'), lambda: bytes(errors='x'), lambda: bytes('a', errors='strict'), lambda: bytes('a', 1), lambda: bytes(1, 2, 3, 4), lambda: bytes(x=1), lambda: bytes(10 ** 20), lambda: bytes([10 ** 30]), lambda: bytes({'a': 1}), lambda: bytes('a', 'zz')):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError string argument without an encoding
# expect: ValueError negative count
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError cannot convert 'NoneType' object to bytes
# expect: TypeError cannot convert 'float' object to bytes
# expect: TypeError encoding without a string argument
# expect: TypeError errors without a string argument
# expect: TypeError encoding without a string argument
# expect: TypeError errors without a string argument
# expect: TypeError string argument without an encoding
# expect: TypeError bytes() argument 'encoding' must be str, not int
# expect: TypeError bytes() takes at most 3 arguments (4 given)
# expect: TypeError 'x' is an invalid keyword argument for bytes()
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: LookupError unknown encoding: zz
print(bytes.fromhex('00 fF\n7f'), bytes.fromhex(''), bytes.maketrans(b'ab', b'xy')[95:100])  # expect: b'\x00\xff\x7f' b'' b'_`xyc'
for text in ('0', 'zz', '1 2', 'ab c', '\xe9a'):
    try:
        bytes.fromhex(text)
    except ValueError as e:
        print(e)
# expect: non-hexadecimal number found in fromhex() arg at position 1
# expect: non-hexadecimal number found in fromhex() arg at position 0
# expect: non-hexadecimal number found in fromhex() arg at position 1
# expect: non-hexadecimal number found in fromhex() arg at position 4
# expect: non-hexadecimal number found in fromhex() arg at position 0
try:
    bytes.fromhex(b'00')
except TypeError as e:
    print(e)
# expect: fromhex() argument must be str, not bytes
