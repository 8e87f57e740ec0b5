a, b = b'abc', b'abd'
print(a < b, a <= a, a == b'abc', a != b, a > b'ab', b'' < a, b'\x80' > b'\x7f', a == 'abc', a != 'abc')  # expect: True True True True True True True False True
print(a == bytearray(a), bytearray(a) == a, a < bytearray(b), bytearray(b) > a, a == [97, 98, 99])  # expect: True True True True False
print(hash(b''), hash(b'a'), hash(b'abc'), hash(b'abcdefgh') == hash('abcdefgh'), hash(bytes(range(100))))  # expect: 0 4644417185603328019 -4594863902769663758 True 2047562098496403720
d = {b'a': 1, 'a': 2, 97: 3}
print(d, d[b'a'], d[bytes([97])], {b'x', b'x', 'x'} == {b'x', 'x'})  # expect: {b'a': 1, 'a': 2, 97: 3} 1 1 True
for call in (lambda: a < 'a', lambda: 'a' > a, lambda: a >= 5, lambda: hash(bytearray())):
    try:
        call()
    except TypeError as e:
        print(e)
# expect: '<' not supported between instances of 'bytes' and 'str'
# expect: '>' not supported between instances of 'str' and 'bytes'
# expect: '>=' not supported between instances of 'bytes' and 'int'
# expect: unhashable type: 'bytearray'
