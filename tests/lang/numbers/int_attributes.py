n = 12
print(n.real, n.imag, n.numerator, n.denominator, n.conjugate(), n.as_integer_ratio(), (-3).as_integer_ratio(), True.as_integer_ratio())  # expect: 12 0 12 1 12 (12, 1) (-3, 1) (1, 1)
print(True.real, True.conjugate(), type(True.real).__name__, (5).__getnewargs__(), (10**20).__getnewargs__(), (5).__index__(), (5).__int__(), (5).__float__(), (5).__bool__(), (0).__bool__())  # expect: 1 1 int (5,) (100000000000000000000,) 5 5 5.0 True False
print((5).__add__(3), (5).__radd__(3), (5).__sub__(3), (5).__rsub__(3), (5).__add__(1.5), (5).__pow__(2), (5).__pow__(2, 7), (2).__rpow__(5), (7).__divmod__(2), (7).__rdivmod__(20), (5).__lt__(6), (5).__eq__(5.0))  # expect: 8 8 2 -2 NotImplemented 25 4 25 (3, 1) (2, 6) True NotImplemented
print((0).__sizeof__(), (1).__sizeof__(), (2**30).__sizeof__(), (2**60).__sizeof__(), (-(10**40)).__sizeof__(), True.__sizeof__())  # expect: 28 28 32 36 44 28
try:
    n.real = 5
except AttributeError as e:
    print(e)  # expect: attribute 'real' of 'int' objects is not writable
try:
    n.x = 5
except AttributeError as e:
    print(e)  # expect: 'int' object has no attribute 'x'
try:
    n.foo
except AttributeError as e:
    print(e)  # expect: 'int' object has no attribute 'foo'
