class Term:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _make(self, name, *args):
        return Term(f"{name}({', '.join(map(str, (self,) + args))})")


def define(name):
    def method(self, *args):
        return self._make(name, *args)

    setattr(Term, f"__{name}__", method)


NAMES = ("add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or radd rsub rmul rmatmul rtruediv "
         "rfloordiv rmod rdivmod rpow rlshift rrshift rand rxor ror neg pos invert abs lt le gt ge eq ne getitem call")
for name in NAMES.split():
    define(name)
t = Term("t")
print(t + 1, t - 1, t * 1, t @ 1, t / 1, t // 1, t % 1, t**1, t << 1, t >> 1, t & 1, t ^ 1, t | 1)
# expect: add(t, 1) sub(t, 1) mul(t, 1) matmul(t, 1) truediv(t, 1) floordiv(t, 1) mod(t, 1) pow(t, 1) lshift(t, 1) rshift(t, 1) and(t, 1) xor(t, 1) or(t, 1)
print(1 + t, 1 - t, 1 * t, 1 @ t, 1 / t, 1 // t, 1 % t, 1**t, 1 << t, 1 >> t, 1 & t, 1 ^ t, 1 | t)
# expect: radd(t, 1) rsub(t, 1) rmul(t, 1) rmatmul(t, 1) rtruediv(t, 1) rfloordiv(t, 1) rmod(t, 1) rpow(t, 1) rlshift(t, 1) rrshift(t, 1) rand(t, 1) rxor(t, 1) ror(t, 1)
print(-t, +t, ~t, abs(t), divmod(t, 2), divmod(2, t), pow(t, 2, 3))
# expect: neg(t) pos(t) invert(t) abs(t) divmod(t, 2) rdivmod(t, 2) pow(t, 2, 3)
print(t < 1, t <= 1, t > 1, t >= 1, t == 1, t != 1, 1 < t, 1 <= t, 1 > t, 1 >= t, 1 == t, 1 != t)
# expect: lt(t, 1) le(t, 1) gt(t, 1) ge(t, 1) eq(t, 1) ne(t, 1) gt(t, 1) ge(t, 1) lt(t, 1) le(t, 1) eq(t, 1) ne(t, 1)
print(t[1], t[1:2], t[1, 2], t(), t(1, 2))
# expect: getitem(t, 1) getitem(t, slice(1, 2, None)) getitem(t, (1, 2)) call(t) call(t, 1, 2)
try:
    hash(t)
except TypeError as error:
    print(error)
u = t
u += 1
print(u)  # expect: add(t, 1)


class InPlace(list):
    def __iadd__(self, other):
        self.append(("iadd", other))
        return self

    def __imul__(self, other):
        self.append(("imul", other))
        return self

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return "sub"


x = InPlace()
y = x
x += 1
x *= 2
print(x, x is y)  # expect: [('iadd', 1), ('imul', 2)] True
x -= 3
print(x)  # expect: sub


class Plain:
    pass


for operation in ("Plain() + 1", "1 + Plain()", "Plain() < Plain()", "-Plain()", "Plain() @ 2", "Plain()[1]",
                  "Plain()()", "len(Plain())", "iter(Plain())", "1 in Plain()", "Plain() ** 2", "divmod(Plain(), 1)",
                  "int(Plain())", "float(Plain())", "[1][Plain()]", "next(Plain())", "reversed(Plain())"):
    try:
        eval(operation)
    except TypeError as error:
        print(operation, "->", error)
# expect: Plain() + 1 -> unsupported operand type(s) for +: 'Plain' and 'int'
# expect: 1 + Plain() -> unsupported operand type(s) for +: 'int' and 'Plain'
# expect: Plain() < Plain() -> '<' not supported between instances of 'Plain' and 'Plain'
# expect: -Plain() -> bad operand type for unary -: 'Plain'
# expect: Plain() @ 2 -> unsupported operand type(s) for @: 'Plain' and 'int'
# expect: Plain()[1] -> 'Plain' object is not subscriptable
# expect: Plain()() -> 'Plain' object is not callable
# expect: len(Plain()) -> object of type 'Plain' has no len()
# expect: iter(Plain()) -> 'Plain' object is not iterable
# expect: 1 in Plain() -> argument of type 'Plain' is not iterable
# expect: Plain() ** 2 -> unsupported operand type(s) for ** or pow(): 'Plain' and 'int'
# expect: divmod(Plain(), 1) -> unsupported operand type(s) for divmod(): 'Plain' and 'int'
# expect: int(Plain()) -> int() argument must be a string, a bytes-like object or a real number, not 'Plain'
# expect: float(Plain()) -> float() argument must be a string or a real number, not 'Plain'
# expect: [1][Plain()] -> list indices must be integers or slices, not Plain
# expect: next(Plain()) -> 'Plain' object is not an iterator
# expect: reversed(Plain()) -> 'Plain' object is not reversible


class Number:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Number) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __lt__(self, other):
        return self.n < other.n

    def __bool__(self):
        return self.n != 0

    def __int__(self):
        return self.n

    def __float__(self):
        return self.n / 2

    def __index__(self):
        return self.n

    def __round__(self, digits=None):
        return "round", digits

    def __trunc__(self):
        return 9

    def __floor__(self):
        return "floor"

    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return f"number {self.n}"

    def __repr__(self):
        return f"Number({self.n})"

    def __len__(self):
        return 99


a, b = Number(1), Number(2)
print(a == Number(1), a != Number(1), a == b, a < b, a > b, sorted([b, a]), {a: 1}[Number(1)], max(a, b))
# expect: True False False True False [Number(1), Number(2)] 1 number 2
print(bool(a), bool(Number(0)), int(b), float(b), round(b), round(b, 3), [4, 5, 6][a], hex(b), range(b))
# expect: True False 2 1.0 ('round', None) ('round', 3) 5 0x2 range(0, 2)
print(f"{a:x} {a!r} {a!s}", str(a), repr(b), "%s %r" % (a, b), len(a))
# expect: <x> Number(1) number 1 number 1 Number(2) number 1 Number(2) 99


class Reflected(Number):
    def __add__(self, other):
        return "derived add"

    def __radd__(self, other):
        return "derived radd"

    def __gt__(self, other):
        return "derived gt"


Number.__add__ = lambda self, other: "base add"
print(Number(1) + Reflected(1), Number(1) + Number(2), Reflected(1) + Number(1), Number(1) < Reflected(2))
# expect: derived radd base add derived add derived gt


class Decline:
    def __add__(self, other):
        return NotImplemented

    def __eq__(self, other):
        return NotImplemented


class Accept:
    def __radd__(self, other):
        return "accepted"

    def __eq__(self, other):
        return "equal"


print(Decline() + Accept(), Decline() == Accept(), Decline() == Decline())  # expect: accepted equal False
try:
    Decline() + 1
except TypeError as error:
    print(error)
# expect: unsupported operand type(s) for +: 'Decline' and 'int'


class BadBool:
    def __bool__(self):
        return 2


class BadLen:
    def __len__(self):
        return -1


class BadLen2:
    def __len__(self):
        return "x"


class BadHash:
    def __hash__(self):
        return "h"


class BadIndex:
    def __index__(self):
        return "i"


class BadRepr:
    def __repr__(self):
        return 1


class BadInit:
    def __init__(self):
        return 1


class BadIter:
    def __iter__(self):
        return 1


for operation in ("bool(BadBool())", "len(BadLen())", "bool(BadLen())", "len(BadLen2())", "hash(BadHash())",
                  "[1][BadIndex()]", "repr(BadRepr())", "BadInit()", "iter(BadIter())"):
    try:
        eval(operation)
    except (TypeError, ValueError) as error:
        print(operation, "->", type(error).__name__, error)
# expect: bool(BadBool()) -> TypeError __bool__ should return bool, returned int
# expect: len(BadLen()) -> ValueError __len__() should return >= 0
# expect: bool(BadLen()) -> ValueError __len__() should return >= 0
# expect: len(BadLen2()) -> TypeError 'str' object cannot be interpreted as an integer
# expect: hash(BadHash()) -> TypeError __hash__ method should return an integer
# expect: [1][BadIndex()] -> TypeError __index__ returned non-int (type str)
# expect: repr(BadRepr()) -> TypeError __repr__ returned non-string (type int)
# expect: BadInit() -> TypeError __init__() should return None, not 'int'
# expect: iter(BadIter()) -> TypeError iter() returned non-iterator of type 'int'


class BigHash:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n


print([hash(BigHash(n)) for n in (-1, 2**61, -2**61, 2**63 - 1, -2**63, 2**63, 2**70, -2**31, 2**32 + 5)])
# expect: [-2, 2305843009213693952, -2305843009213693952, 9223372036854775807, -9223372036854775808, 4, 512, -2147483648, 4294967301]
