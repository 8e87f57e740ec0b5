# In tests and loops a display of constants is one frozenset.
def f(x):
    return x in {1, 2, 3}, x not in {'a', 'b'}, x in [1, 2], [y for y in {1, 2}], {y for y in [1, 2]}
print(f(1))  # expect: (True, True, True, [1, 2], {1, 2})
print([c for c in f.__code__.co_consts if not hasattr(c, 'co_name')])  # expect: [None, frozenset({1, 2, 3}), frozenset({'a', 'b'}), (1, 2), frozenset({1, 2})]
def g():
    for x in {5, 6, 5}:
        yield_ = x
    return {1, 2, 3}, {1, 2}
print(g(), g.__code__.co_consts)  # expect: ({1, 2, 3}, {1, 2}) (None, frozenset({5, 6}), frozenset({1, 2, 3}), 1, 2)
def h(x):
    return x in {1, 2} or x in {2, 1} or x in {1.0, 2}
print(h.__code__.co_consts, h(5), g() is not g(), g()[0] is g()[0])  # expect: (None, frozenset({1, 2}), frozenset({1.0, 2})) False True False
try:
    print(f([]))
except TypeError as e:
    print(e)
# expect: unhashable type: 'list'
