b = bytearray(b'hello')
m = memoryview(b)
n = m[2:]


def wrong(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


wrong(lambda: b.append(1))  # expect: BufferError Existing exports of data: object cannot be re-sized
wrong(lambda: b.extend(b'a'))  # expect: BufferError Existing exports of data: object cannot be re-sized
wrong(lambda: b.pop())  # expect: BufferError Existing exports of data: object cannot be re-sized
wrong(lambda: b.clear())  # expect: BufferError Existing exports of data: object cannot be re-sized
b[0] = 72
m.release()
print(repr(m)[:20])  # expect: <released memory at 
for f in (lambda: m[0], lambda: len(m), lambda: m.release(), lambda: m == m, lambda: m == n, lambda: m.nbytes, lambda: m.obj,
          lambda: m.tolist(), lambda: m.cast('B'), lambda: m.__enter__(), lambda: m.__setitem__(0, 1), lambda: hash(m),
          lambda: memoryview(m), lambda: bytes(m)):
    wrong(f)
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: None
# expect: True
# expect: False
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
print(n[0])  # expect: 108
wrong(lambda: b.append(1))  # expect: BufferError Existing exports of data: object cannot be re-sized
n.release()
b.append(33)
print(b)  # expect: bytearray(b'Hello!')
with memoryview(b) as v:
    print(v[0], len(v))
    wrong(lambda: b.clear())
# expect: 72 6
# expect: BufferError Existing exports of data: object cannot be re-sized
b.clear()
print(b)  # expect: bytearray(b'')
wrong(lambda: v[0])  # expect: ValueError operation forbidden on released memoryview object
x = memoryview(b'abcdef')
it = iter(x)
print(next(it))  # expect: 97
x.release()
wrong(lambda: next(it))  # expect: ValueError operation forbidden on released memoryview object
a = bytearray(b'x')
view = memoryview(a)
del view
a.append(1)
print(a)  # expect: bytearray(b'x\x01')
