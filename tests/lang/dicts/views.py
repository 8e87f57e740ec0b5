d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)  # expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)])
print(len(k), len(v), len(i))  # expect: 2 2 2
d['c'] = 3
print(list(k), list(v), list(i))  # expect: ['a', 'b', 'c'] [1, 2, 3] [('a', 1), ('b', 2), ('c', 3)]
print('a' in k, 'z' in k, 2 in v, 9 in v)  # expect: True False True False
print(('a', 1) in i, ('a', 2) in i, ('z', 1) in i, 5 in i, ('a',) in i, ['a', 1] in i)  # expect: True False False False False False
print(k == d.keys(), k == {'a': 9, 'b': 9, 'c': 9}.keys(), k == {'a': 1}.keys(), k == ['a', 'b', 'c'])  # expect: True True False False
print(i == d.items(), i != d.copy().items(), i == {'a': 1}.items())  # expect: True False False
print({'a': 1}.keys() < k, {'a': 1}.keys() <= k, k > {'a': 1}.keys(), k >= k, k < k)  # expect: True True True True False
print(v == d.values(), v == v)  # expect: False True
print(k.isdisjoint(['x', 'y']), k.isdisjoint(['x', 'a']), k.isdisjoint({'q': 1}.keys()), k.isdisjoint(k), {}.keys().isdisjoint({}.keys()))  # expect: True False True False True
print(i.isdisjoint([('a', 1)]), i.isdisjoint([('a', 0)]))  # expect: False True
print(k.mapping, type(k.mapping).__name__, v.mapping['a'], len(i.mapping))  # expect: {'a': 1, 'b': 2, 'c': 3} mappingproxy 1 3
for view in (k, i):
    try:
        hash(view)
    except TypeError as e:
        print(e)
# expect: unhashable type: 'dict_keys'
# expect: unhashable type: 'dict_items'
print(hash(v) == hash(v))  # expect: True
print([*reversed(k)], [*reversed(v)], [*reversed(i)])  # expect: ['c', 'b', 'a'] [3, 2, 1] [('c', 3), ('b', 2), ('a', 1)]
print(sorted(d.items(), key=lambda item: -item[1]))  # expect: [('c', 3), ('b', 2), ('a', 1)]
print(type(k).__name__, type(v).__name__, type(i).__name__)  # expect: dict_keys dict_values dict_items
try:
    k()
except TypeError as e:
    print(e)  # expect: 'dict_keys' object is not callable
try:
    k[0]
except TypeError as e:
    print(e)  # expect: 'dict_keys' object is not subscriptable
try:
    k < 5
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'dict_keys' and 'int'
try:
    type(k)()
except TypeError as e:
    print(e)  # expect: cannot create 'dict_keys' instances
