m = memoryview(bytearray(b'\x01\x02\x03\x04\xff\xfe\xfd\xfc'))
for code in 'bBhHiIlLqQnNfd?cP':
    v = m.cast(code)
    print(code, v.format, v.itemsize, v.shape, v.strides, v.nbytes, v.tolist())
# expect: b b 1 (8,) (1,) 8 [1, 2, 3, 4, -1, -2, -3, -4]
# expect: B B 1 (8,) (1,) 8 [1, 2, 3, 4, 255, 254, 253, 252]
# expect: h h 2 (4,) (2,) 8 [513, 1027, -257, -771]
# expect: H H 2 (4,) (2,) 8 [513, 1027, 65279, 64765]
# expect: i i 4 (2,) (4,) 8 [67305985, -50462977]
# expect: I I 4 (2,) (4,) 8 [67305985, 4244504319]
# expect: l l 8 (1,) (8,) 8 [-216736835806494207]
# expect: L L 8 (1,) (8,) 8 [18230007237903057409]
# expect: q q 8 (1,) (8,) 8 [-216736835806494207]
# expect: Q Q 8 (1,) (8,) 8 [18230007237903057409]
# expect: n n 8 (1,) (8,) 8 [-216736835806494207]
# expect: N N 8 (1,) (8,) 8 [18230007237903057409]
# expect: f f 4 (2,) (4,) 8 [1.539989614439558e-36, -1.055058432344064e+37]
# expect: d d 8 (1,) (8,) 8 [-1.1973476611593863e+294]
# expect: ? ? 1 (8,) (1,) 8 [True, True, True, True, True, True, True, True]
# expect: c c 1 (8,) (1,) 8 [b'\x01', b'\x02', b'\x03', b'\x04', b'\xff', b'\xfe', b'\xfd', b'\xfc']
# expect: P P 8 (1,) (8,) 8 [18230007237903057409]
print(m.cast('@H').format, m.cast('H').cast('B').tolist(), m[:4].cast('H')[::-1].tolist())  # expect: @H [1, 2, 3, 4, 255, 254, 253, 252] [1027, 513]
print(memoryview(b'\x00\x00\x80\x3f').cast('f')[0], memoryview(b'').cast('d').tolist(), m.cast('H')[1:3].tobytes())  # expect: 1.0 [] b'\x03\x04\xff\xfe'


def wrong(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


wrong(lambda: m[:7].cast('H'))  # expect: TypeError memoryview: length is not a multiple of itemsize
wrong(lambda: m.cast('x'))  # expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
wrong(lambda: m.cast('HH'))  # expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
wrong(lambda: m.cast('<H'))  # expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
wrong(lambda: m.cast(1))  # expect: TypeError cast() argument 'format' must be str, not int
wrong(lambda: m[::2].cast('B'))  # expect: TypeError memoryview: casts are restricted to C-contiguous views
wrong(lambda: m.cast('I').cast('H'))  # expect: TypeError memoryview: cannot cast between two non-byte formats
wrong(lambda: m.cast())  # expect: TypeError cast() missing required argument 'format' (pos 1)
