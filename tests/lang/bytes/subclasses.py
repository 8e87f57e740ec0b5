class B(bytes):
    def __new__(cls, text, extra=None):
        self = super().__new__(cls, text, 'ascii')
        self.extra = extra
        return self
b = B('abc', extra=7)
print(b, b.extra, type(b).__name__, len(b), b[0], b[:] == b'abc', type(b[:]).__name__, type(b + b'd').__name__, type(b.upper()).__name__, b == b'abc', hash(b) == hash(b'abc'), {b: 1}[b'abc'])  # expect: b'abc' 7 B 3 97 True bytes bytes bytes True True 1
print(type(bytes(b)).__name__, type(b.strip()).__name__, type(b * 1).__name__, type(b.replace(b'x', b'y')).__name__, b'%s' % b, b.join([b, b]), b.decode(), bytes([*b]), type(b.fromhex('00')).__name__ if 0 else 'B')  # expect: bytes bytes bytes bytes b'abc' b'abcabcabc' abc b'abc' B
class A(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.log = []
    def append(self, x):
        self.log.append(x)
        super().append(x)
a = A(b'xy')
a.append(122)
a += b'!'
print(a, a.log, type(a).__name__, type(a[:1]).__name__, type(a + b'').__name__, type(a.copy()).__name__, repr(A()), a == b'xyz!')  # expect: A(b'xyz!') [122] A bytearray bytearray bytearray A(b'') True
class Convertible:
    def __bytes__(self):
        return b'made'
class Bad:
    def __bytes__(self):
        return 'text'
class Index:
    def __index__(self):
        return 66
print(bytes(Convertible()), b'%s|%b' % (Convertible(), Convertible()), bytes([Index(), 65]), bytes(Index())[:2], b'aBc'.find(Index()), Index() in b'ABC', bytearray(Index())[:1], b'%c' % Index(), b'ab'[Index().__index__() - 66])  # expect: b'made' b'made|made' b'BA' b'\x00\x00' 1 True bytearray(b'\x00') b'B' 97
for call in (lambda: bytes(Bad()), lambda: b'%s' % Bad(), lambda: bytearray(Convertible())):
    try:
        print(call())
    except TypeError as e:
        print(e)
# expect: __bytes__ returned non-bytes (type str)
# expect: __bytes__ returned non-bytes (type str)
# expect: cannot convert 'Convertible' object to bytearray
class Shrinks:
    def __init__(self, target):
        self.target = target
    def __index__(self):
        self.target.clear()
        return 65
def attempt(what):
    target = bytearray(b'0123456789')
    s = Shrinks(target)
    try:
        result = what(target, s)
    except Exception as e:
        result = type(e).__name__, str(e)
    print(result, target)
attempt(lambda t, s: t.__setitem__(5, s))  # expect: ('IndexError', 'bytearray index out of range') bytearray(b'')
attempt(lambda t, s: t.append(s))  # expect: None bytearray(b'A')
attempt(lambda t, s: t.insert(3, s))  # expect: None bytearray(b'A')
attempt(lambda t, s: t.remove(s))  # expect: ('ValueError', 'value not found in bytearray') bytearray(b'')
attempt(lambda t, s: t.extend([1, s, 2]))  # expect: None bytearray(b'\x01A\x02')
attempt(lambda t, s: t.__setitem__(slice(2, 5), [1, s]))  # expect: None bytearray(b'\x01A')
attempt(lambda t, s: bytes([s, s]))  # expect: b'AA' bytearray(b'')
attempt(lambda t, s: t.center(s)[:3])  # expect: bytearray(b'   ') bytearray(b'')
attempt(lambda t, s: t * s)  # expect: bytearray(b'') bytearray(b'')
attempt(lambda t, s: t.pop(s))  # expect: ('IndexError', 'pop from empty bytearray') bytearray(b'')
attempt(lambda t, s: t[s])  # expect: ('IndexError', 'bytearray index out of range') bytearray(b'')
def growing(t):
    for i in range(5):
        t.append(i)
        yield i
t = bytearray(b'x')
t.extend(growing(t))
print(t)  # expect: bytearray(b'x\x00\x01\x02\x03\x04\x00\x01\x02\x03\x04')
t = bytearray(b'x')
t[0:1] = growing(t)
print(t)  # expect: bytearray(b'\x00\x01\x02\x03\x04\x00\x01\x02\x03\x04')
