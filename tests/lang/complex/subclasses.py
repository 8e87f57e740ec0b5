import sys
class C(complex):
    def __new__(cls, *args):
        self = super().__new__(cls, *args)
        self.note = 'n'
        return self
    def __add__(self, other):
        return 'added'
c = C(1, 2)
print(c, c.note, c + 1, 1 + c, type(+c).__name__, type(c - 1).__name__, c == 1 + 2j, hash(c) == hash(1 + 2j), C('3j'), isinstance(c, complex), complex(c), type(complex(c)).__name__, c.real, c.conjugate())  # expect: (1+2j) n added (2+2j) complex complex True True 3j True (1+2j) complex 1.0 (1-2j)
print(sys.getsizeof(1j), complex.__basicsize__, (1 + 2j).__getnewargs__(), (1 + 2j).__complex__(), complex.__mro__)  # expect: 32 32 (1.0, 2.0) (1+2j) (<class 'complex'>, <class 'object'>)
try:
    c.real = 5
except AttributeError as e:
    print(e)
# expect: readonly attribute
try:
    (1j).x = 1
except AttributeError as e:
    print(e)
# expect: 'complex' object has no attribute 'x'
