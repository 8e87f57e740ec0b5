b = bytearray(b'hello world')
m = memoryview(b)
m[0] = 72
m[1:3] = b'EL'
m[-1:] = b'D'
print(b)  # expect: bytearray(b'HELlo worlD')
w = memoryview(bytearray(b'abcdef'))
w[0:3] = w[3:6]
print(w.tobytes())  # expect: b'defdef'
w[1:] = w[:-1]
print(w.tobytes())  # expect: b'ddefde'
w[::2] = b'XYZ'
print(w.tobytes())  # expect: b'XdYfZe'
w[::-1] = b'123456'
print(w.tobytes())  # expect: b'654321'
w[:] = w[::-1]
print(w.tobytes())  # expect: b'123456'
i = memoryview(bytearray(8)).cast('i')
i[0] = -2
i[1] = 2 ** 31 - 1
print(i.tolist(), i.tobytes())  # expect: [-2, 2147483647] b'\xfe\xff\xff\xff\xff\xff\xff\x7f'
i[:] = i[::-1]
print(i.tolist())  # expect: [2147483647, -2]
d = memoryview(bytearray(16)).cast('d')
d[0], d[1] = 1.5, -3
print(d.tolist())  # expect: [1.5, -3.0]
t = memoryview(bytearray(2)).cast('?')
t[0] = [1]
t[1] = ''
print(t.tolist(), t.obj)  # expect: [True, False] bytearray(b'\x01\x00')
c = memoryview(bytearray(2)).cast('c')
c[1] = b'x'
print(c.tolist())  # expect: [b'\x00', b'x']


def wrong(m, key, value):
    try:
        m[key] = value
    except Exception as e:
        print(type(e).__name__, e)


wrong(m, 0, 300)  # expect: ValueError memoryview: invalid value for format 'B'
wrong(m, 0, -1)  # expect: ValueError memoryview: invalid value for format 'B'
wrong(m, 0, 'a')  # expect: TypeError memoryview: invalid type for format 'B'
wrong(m, 100, 1)  # expect: IndexError index out of bounds on dimension 1
wrong(m, slice(0, 2), b'abc')  # expect: ValueError memoryview assignment: lvalue and rvalue have different structures
wrong(m, slice(0, 2), 5)  # expect: TypeError a bytes-like object is required, not 'int'
wrong(m, 'a', 5)  # expect: TypeError memoryview: invalid slice key
wrong(m, 1.5, 5)  # expect: TypeError memoryview: invalid slice key
wrong(memoryview(b'a'), 0, 1)  # expect: TypeError cannot modify read-only memory
wrong(i, 0, 2 ** 31)  # expect: ValueError memoryview: invalid value for format 'i'
wrong(i, slice(0, 1), b'abcd')  # expect: ValueError memoryview assignment: lvalue and rvalue have different structures
wrong(c, 0, 5)  # expect: TypeError memoryview: invalid type for format 'c'
wrong(c, 0, b'ab')  # expect: ValueError memoryview: invalid value for format 'c'
wrong(d, 0, 'a')  # expect: TypeError memoryview: invalid type for format 'd'
print(b)  # expect: bytearray(b'HELlo worlD')
