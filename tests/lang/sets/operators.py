a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, b - a, a ^ b)  # expect: {1, 2, 3, 4} {3} {1, 2} {4} {1, 2, 4}
print(a | frozenset(b), frozenset(a) | b, frozenset(a) & frozenset(b), type(frozenset() ^ b), type(a - frozenset()))  # expect: {1, 2, 3, 4} frozenset({1, 2, 3, 4}) frozenset({3}) <class 'frozenset'> <class 'set'>
print(a <= a, a < a, {1} < a, a > {1, 2}, a >= {4}, a == {3, 2, 1}, a != frozenset(a), {1} < {2}, {1} > {2})  # expect: True False True True False True False False False
print(frozenset(a) == a, {1} == [1], {1} != 1, set() == {}, not set(), bool({0}))  # expect: True False True False True True
c = a
c |= b
print(a is c, a)  # expect: True {1, 2, 3, 4}
c &= {1, 3, 9}
print(a is c, a)  # expect: True {1, 3}
c -= {1}
c ^= {3, 5}
print(a is c, a)  # expect: True {5}
c |= c
c &= c
print(c, c ^ c, c - c)  # expect: {5} set() set()
c -= c
print(c)  # expect: set()
f = g = frozenset('ab')
g |= {'c'}
print(f is g, sorted(f), sorted(g))  # expect: False ['a', 'b'] ['a', 'b', 'c']
for source in ('{1} | [2]', '[1] & {2}', '{1} - (1,)', '{1} ^ None', '{1} + {2}', '{1} < [1]', '{1} * 2', '~{1}', '{1} <= 3', 'frozenset() | "a"'):
    try:
        eval(source)
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for |: 'set' and 'list'
# expect: unsupported operand type(s) for &: 'list' and 'set'
# expect: unsupported operand type(s) for -: 'set' and 'tuple'
# expect: unsupported operand type(s) for ^: 'set' and 'NoneType'
# expect: unsupported operand type(s) for +: 'set' and 'set'
# expect: '<' not supported between instances of 'set' and 'list'
# expect: unsupported operand type(s) for *: 'set' and 'int'
# expect: bad operand type for unary ~: 'set'
# expect: '<=' not supported between instances of 'set' and 'int'
# expect: unsupported operand type(s) for |: 'frozenset' and 'str'
try:
    c |= [1]
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for |=: 'set' and 'list'
try:
    f -= 'a'
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for -=: 'frozenset' and 'str'
