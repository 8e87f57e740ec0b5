b = b'hello world'
print(b[0], b[-1], b[1:3], b[::-1], b[::3], b[20:], b[5:2], b[-3:], len(b), list(b[:3]))  # expect: 104 100 b'el' b'dlrow olleh' b'hlwl' b'' b'' b'rld' 11 [104, 101, 108]
print(b'x' + bytearray(b'y'), b * 2, 0 * b, -1 * b, b'ab' * 3, b + b'')  # expect: b'xy' b'hello worldhello world' b'' b'' b'ababab' b'hello world'
print(104 in b, b'lo w' in b, b'' in b, bytearray(b'wo') in b, b'z' in b, 0 in b)  # expect: True True True True False False
first, *rest = b'abc'
print(first, rest, sorted(b'cab'), max(b), min(b), sum(b'\x01\x02'), list(reversed(b'ab')), dict(enumerate(b'ab')))  # expect: 97 [98, 99] [97, 98, 99] 119 32 3 [98, 97] {0: 97, 1: 98}
it = iter(b'ab')
print(next(it), it.__length_hint__(), list(it), list(it), it.__length_hint__(), type(it).__name__)  # expect: 97 1 [98] [] 0 bytes_iterator
for call in (lambda: b[11], lambda: b[-12], lambda: b['a'], lambda: b[1.0], lambda: b + 'a', lambda: 'a' + b, lambda: b + 1, lambda: b * 'a', lambda: b * 1.5, lambda: 'a' in b, lambda: 256 in b, lambda: -1 in b, lambda: None in b, lambda: b - b, lambda: b[10 ** 30]):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: IndexError index out of range
# expect: IndexError index out of range
# expect: TypeError byte indices must be integers or slices, not str
# expect: TypeError byte indices must be integers or slices, not float
# expect: TypeError can't concat str to bytes
# expect: TypeError can only concatenate str (not "bytes") to str
# expect: TypeError can't concat int to bytes
# expect: TypeError can't multiply sequence by non-int of type 'str'
# expect: TypeError can't multiply sequence by non-int of type 'float'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError a bytes-like object is required, not 'NoneType'
# expect: TypeError unsupported operand type(s) for -: 'bytes' and 'bytes'
# expect: IndexError cannot fit 'int' into an index-sized integer
def assign():
    b[0] = 1
def delete():
    del b[0]
for f in (assign, delete):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: 'bytes' object does not support item assignment
# expect: 'bytes' object doesn't support item deletion
