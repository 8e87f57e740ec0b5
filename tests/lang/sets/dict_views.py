d, e = {'a': 1, 'b': 2, 'c': 3}, {'b': 2, 'c': 4, 'd': 5}
print(sorted(d.keys() & e.keys()), sorted(d.keys() | e.keys()), sorted(d.keys() - e.keys()), sorted(d.keys() ^ e.keys()))  # expect: ['b', 'c'] ['a', 'b', 'c', 'd'] ['a'] ['a', 'd']
print(sorted(d.items() & e.items()), sorted(d.items() | e.items()), sorted(d.items() - e.items()), sorted(d.items() ^ e.items()))  # expect: [('b', 2)] [('a', 1), ('b', 2), ('c', 3), ('c', 4), ('d', 5)] [('a', 1), ('c', 3)] [('a', 1), ('c', 3), ('c', 4), ('d', 5)]
print(d.keys() & ['a', 'z'], sorted(['a', 'z'] | d.keys()), sorted({'a', 'q'} - d.keys()), 'xa' ^ e.keys() == {'x', 'a', 'b', 'c', 'd'})  # expect: {'a'} ['a', 'b', 'c', 'z'] ['q'] True
print(d.items() & [('a', 1), ('b', 9)], d.items() - {('a', 1)} == {('b', 2), ('c', 3)}, d.keys() & {'a'}, {'a'} & d.keys())  # expect: {('a', 1)} True {'a'} {'a'}
print(type(d.keys() & e), type(frozenset('a') & d.keys()), d.keys() == {'a', 'b', 'c'}, d.keys() >= {'a'}, d.items() < set())  # expect: <class 'set'> <class 'set'> True True False
print(d.keys() & d.keys() == set(d), d.keys() - d.keys(), d.items() ^ d.items())  # expect: True set() set()
print(d.keys().isdisjoint({'x'}), d.keys().isdisjoint(['a']), d.items().isdisjoint({('a', 1): 0}))  # expect: True False False
s = {'a', 'x'}
s |= d.keys()
s &= {'a', 'x', 'b'}
s -= e.keys()
print(sorted(s))  # expect: ['a', 'x']
k = d.keys()
k &= {'a'}
print(k)  # expect: {'a'}
for source in ('d.keys() & 1', 'd.keys() | None', 'd.values() & {1}', 'd.items() ^ 5', '1 - d.keys()', 'd.keys() + d.keys()', 'd.items() | [[]]', 'd.keys() & [[]]', '{"a": []}.items() | set()', '{"a": []}.items() ^ {}.items()'):
    try:
        print(eval(source))
    except TypeError as error:
        print(error)
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: unsupported operand type(s) for &: 'dict_values' and 'set'
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: unsupported operand type(s) for +: 'dict_keys' and 'dict_keys'
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'
