a = {'x': 1, 'y': 2}
b = {'y': 3, 'z': 4}
print(a | b)  # expect: {'x': 1, 'y': 3, 'z': 4}
print(b | a)  # expect: {'y': 2, 'z': 4, 'x': 1}
print(a, b)  # expect: {'x': 1, 'y': 2} {'y': 3, 'z': 4}
c = a
c |= b
print(a is c, a)  # expect: True {'x': 1, 'y': 3, 'z': 4}
c |= [('w', 0)]
print(a)  # expect: {'x': 1, 'y': 3, 'z': 4, 'w': 0}
try:
    a | [('w', 0)]
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for |: 'dict' and 'list'
try:
    a < b
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'dict' and 'dict'
try:
    a + b
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +: 'dict' and 'dict'
print('x' in a, 'nope' in a, 'nope' not in a)  # expect: True False True
print({1: 2} == {1.0: 2.0}, {1: 2} == {1: 3}, {1: 2} == {2: 2}, {1: 2} != {1: 2}, {} == {}, {} == [])  # expect: True False False False True False
print({'a': {'b': [1]}} == {'a': {'b': [1]}})  # expect: True
n = float('nan')
print({1: n} == {1: n}, {1: float('nan')} == {1: float('nan')})  # expect: True False
print(bool({}), bool({0: 0}), not {})  # expect: False True True
