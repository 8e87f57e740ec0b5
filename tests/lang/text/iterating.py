# Iteration, unpacking, membership in loops, reversed.
print(list('abc'), [c for c in 'h\xe9\u0416\U0001f600'], tuple(''), [*'ab'])  # expect: ['a', 'b', 'c'] ['h', 'é', 'Ж', '😀'] () ['a', 'b']
a, b, *c = 'hello'
print(a, b, c)  # expect: h e ['l', 'l', 'o']
it = iter('ab')
print(next(it), it.__length_hint__(), next(it), next(it, 'end'), list(it), it.__length_hint__())  # expect: a 1 b end [] 0
print(type(iter('a')).__name__, type(iter('\xe9')).__name__, iter(it) is it)  # expect: str_ascii_iterator str_iterator True
for i, c in enumerate('xyz'):
    print(i, c)  # expect: 0 x
    # expect: 1 y
    # expect: 2 z
print(''.join(reversed('stressed')), list(zip('ab', 'cd')), dict(zip('ab', range(2))))  # expect: desserts [('a', 'c'), ('b', 'd')] {'a': 0, 'b': 1}
it = iter('abcd')
it.__setstate__(2)
print(list(it))  # expect: ['c', 'd']
try:
    iter('a').__setstate__('x')
except TypeError as e:
    print(e)  # expect: an integer is required
total = 0
for c in 'abc' * 100:
    total += ord(c)
print(total, len('abc' * 100), all('abc'), any(''))  # expect: 29400 300 True False
