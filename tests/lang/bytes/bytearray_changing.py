b = bytearray(b'hello')
print(b.append(33), b, b.extend(b'ab'), b.extend([1, 2]), b.extend(range(2)), b.extend(b), len(b), b[-3:])  # expect: None bytearray(b'hello!ab\x01\x02\x00\x01hello!ab\x01\x02\x00\x01') None None None None 24 bytearray(b'\x02\x00\x01')
b = bytearray(b'hello')
print(b.pop(), b.pop(0), b.pop(-2), b, b.insert(1, 88), b.insert(99, 89), b.insert(-99, 90), b, b.remove(88), b, b.reverse(), b)  # expect: 111 104 108 bytearray(b'YleZ') None None None bytearray(b'YleZ') None bytearray(b'YleZ') None bytearray(b'YleZ')
c = b.copy()
print(c == b, c is b, b.clear(), b, c, bool(b), bool(c))  # expect: True False None bytearray(b'') bytearray(b'YleZ') False True
b = bytearray(b'0123456789')
b[0] = 65
b[-1] = 90
b[2:4] = b'xyz'
print(b)  # expect: bytearray(b'A1xyz45678Z')
b[1:1] = b'--'
b[:2] = b''
b[::3] = b'####'
print(b)  # expect: bytearray(b'#1x#z4#67#Z')
b[3:3] = [1, 2]
b[-2:] = range(48, 52)
print(b)  # expect: bytearray(b'#1x\x01\x02#z4#670123')
del b[0], b[1:3], b[::2]
print(b)  # expect: bytearray(b'\x02z#713')
del b[::-2]
b[5:2] = b'end'
print(b)  # expect: bytearray(b'\x02#1end')
b[:] = b
b += b'!'
b += bytearray(b'?')
b *= 2
print(b, b * 0, 2 * bytearray(b'ab'))  # expect: bytearray(b'\x02#1end!?\x02#1end!?') bytearray(b'') bytearray(b'abab')
b *= -1
print(b)  # expect: bytearray(b'')
