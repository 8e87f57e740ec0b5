print((0).to_bytes(), (1).to_bytes(), (255).to_bytes(1, 'big'), (1024).to_bytes(2), (1024).to_bytes(4, 'little'), (0).to_bytes(0), (1000).to_bytes(length=3, byteorder='big'))  # expect: b'\x00' b'\x01' b'\xff' b'\x04\x00' b'\x00\x04\x00\x00' b'' b'\x00\x03\xe8'
print((-1).to_bytes(1, signed=True), (-128).to_bytes(1, signed=True), (-129).to_bytes(2, 'little', signed=True), (127).to_bytes(1, signed=True), (-1).to_bytes(10, signed=True), True.to_bytes())  # expect: b'\xff' b'\x80' b'\x7f\xff' b'\x7f' b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff' b'\x01'
print((2 ** 100).to_bytes(13, 'big'), (2 ** 100 - 1).to_bytes(13, 'little'), (-2 ** 103).to_bytes(13, 'big', signed=True), (10 ** 30).to_bytes(16).hex(), (1).to_bytes(5, signed=1))  # expect: b'\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00' b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x0f' b'\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00' 0000000c9f2c9cd04674edea40000000 b'\x00\x00\x00\x00\x01'
print(int.from_bytes(b''), int.from_bytes(b'\x01\x00'), int.from_bytes(b'\x01\x00', 'little'), int.from_bytes(b'\xff', signed=True), int.from_bytes(b'\xff' * 20, 'big', signed=True), int.from_bytes(b'\x80', signed=True), int.from_bytes(b'\xff\x00', 'big', signed=True))  # expect: 0 256 1 -1 -1 -128 -256
print(int.from_bytes(bytearray(b'\x02\x01')), int.from_bytes([1, 2, 3]), int.from_bytes(range(1, 20), 'little'), int.from_bytes(bytes=b'\x01', byteorder='little'), int.from_bytes(b'\x00' * 50 + b'\x07'), int.from_bytes(b'\xff' * 30 + b'\x7f', signed=True))  # expect: 513 66051 425287986064908552947102636586749984814334465 1 7 -129
for call in (lambda: (256).to_bytes(1), lambda: (-1).to_bytes(1), lambda: (128).to_bytes(1, signed=True), lambda: (-129).to_bytes(1, signed=True), lambda: (1).to_bytes(0), lambda: (-1).to_bytes(0, signed=True), lambda: (1).to_bytes(-1), lambda: (1).to_bytes('1'), lambda: (1).to_bytes(1, 'middle'), lambda: (1).to_bytes(1, 1), lambda: (1).to_bytes(1, 'big', True), lambda: int.from_bytes(5), lambda: int.from_bytes('ab'), lambda: int.from_bytes(), lambda: int.from_bytes(b'a', 'x'), lambda: int.from_bytes([256]), lambda: int.from_bytes(b'a', 'big', True), lambda: (1).to_bytes(10 ** 20), lambda: int.from_bytes(None)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: OverflowError int too big to convert
# expect: OverflowError can't convert negative int to unsigned
# expect: OverflowError int too big to convert
# expect: OverflowError int too big to convert
# expect: OverflowError int too big to convert
# expect: b''
# expect: ValueError length argument must be non-negative
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError byteorder must be either 'little' or 'big'
# expect: TypeError to_bytes() argument 'byteorder' must be str, not int
# expect: TypeError to_bytes() takes at most 2 positional arguments (3 given)
# expect: TypeError cannot convert 'int' object to bytes
# expect: TypeError cannot convert 'str' object to bytes
# expect: TypeError from_bytes() missing required argument 'bytes' (pos 1)
# expect: ValueError byteorder must be either 'little' or 'big'
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError from_bytes() takes at most 2 positional arguments (3 given)
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError cannot convert 'NoneType' object to bytes
class I(int):
    pass
class B:
    def __bytes__(self):
        return b'\x01\x02'
print(type(I.from_bytes(b'\x05')).__name__, I(5).to_bytes(2), bool.from_bytes(b'\x01'), int.from_bytes(B()))  # expect: I b'\x00\x05' True 258
for n in (0, 1, 29, 30, 31, 60, 61, 255, 1000):
    for value in (2 ** n, 2 ** n - 1, -2 ** n, -2 ** n - 1, 3 ** n):
        size = value.bit_length() // 8 + 1
        for order in ('little', 'big'):
            assert int.from_bytes(value.to_bytes(size, order, signed=True), order, signed=True) == value
