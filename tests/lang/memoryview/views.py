import sys

b = bytearray(b'hello world')
m = memoryview(b)
print(len(m), m[0], m[-1], bytes(m[1:4]), m[::2].tolist(), m[::-1].tobytes())  # expect: 11 104 100 b'ell' [104, 108, 111, 119, 114, 100] b'dlrow olleh'
print(m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.obj is b)  # expect: 11 1 B 1 (11,) (1,) () False True
print(m.contiguous, m.c_contiguous, m.f_contiguous, m[::-2].contiguous, m[3:4].contiguous, m[::-1].strides, m[1:3:2].strides)  # expect: True True True False True (-1,) (2,)
print(memoryview(b'abc').readonly, m.toreadonly().readonly, memoryview(m).obj is b, m[5:2].nbytes, m[2:2].tolist())  # expect: True True True 0 []
print(m.hex(), m.hex(':', 4), m[:3].hex(sep='-'), m[:4].tobytes('C'), m[:4].tobytes(order=None))  # expect: 68656c6c6f20776f726c64 68656c:6c6f2077:6f726c64 68-65-6c b'hell' b'hell'
print(104 in m, 72 in m, b'h' in m, list(m)[:3], sum(m), max(m), sorted(m)[:2], list(reversed(m))[:2])  # expect: True False False [104, 101, 108] 1116 119 [32, 100] [100, 108]
print(bytes(m[:2]), bytearray(m[::2]), b','.join([m[:2], m[3:4]]), b'x' + m[:2], bytearray(b'x') + m[:2], b'hello'.find(m[4:5]))  # expect: b'he' bytearray(b'hlowrd') b'he,l' b'xhe' bytearray(b'xhe') 4
print(int(memoryview(b'12')), float(memoryview(b' 2.5')), str(m, 'ascii'), sys.getsizeof(m), type(iter(m)).__name__)  # expect: 12 2.5 hello world 184 memory_iterator
print(hash(memoryview(b'abc')) == hash(b'abc'), hash(memoryview(b'abcdef')[::2]) == hash(b'ace'))  # expect: True True
print(m == b, m == b'hello world', m[0:5] == b'hello', m != b'x', b == m, m == 'hello world', memoryview(b'ab') == [97, 98])  # expect: True True True True True False False
print(memoryview(b'\xff').cast('b') == memoryview(b'\xff'), memoryview(b'abc').cast('b') == b'abc', memoryview(b'abcd').cast('H') == b'abcd')  # expect: False True False
a = b'a'
print(bytes(bytearray(a)) is a, bytes(memoryview(a)) is a, memoryview(a).tobytes() is a, bytes([97]) is a)  # expect: False False False True
