print(b'', b'abc', b"it's", b'\'"', b'\x00\t\n\r\\\x7f\xff', rb'\n', Rb'\x41', b'\101\x41', b'a' b'b')  # expect: b'' b'abc' b"it's" b'\'"' b'\x00\t\n\r\\\x7f\xff' b'\\n' b'\\x41' b'AA' b'ab'
print(b"""two
lines""")
# expect: b'two\nlines'
print(repr(bytes(range(256)))[:70], len(bytes(range(256))))  # expect: b'\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x 256
def f():
    return b'ab' + b'cd', b'ab' * 3, b'abc'[1], b'abc'[-1], b'' * 5, b'x' * 5000
print(len(f()[5]), f()[:5], f.__code__.co_consts[1:5])  # expect: 5000 (b'abcd', b'ababab', 98, 99, b'') (b'abcd', b'ababab', 98, 99)
for source in ("b'\u00e9'", "b'a' 'b'", "b'\\x1'"):
    try:
        eval(source)
    except SyntaxError as e:
        print(e.msg)
# expect: bytes can only contain ASCII literal characters
# expect: cannot mix bytes and nonbytes literals
# expect: (value error) invalid \x escape at position 0
