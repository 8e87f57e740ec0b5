print(set(), set([]), set('aab') == {'a', 'b'}, set(range(5)), set({3: 4}), set({1, 2}), set(frozenset([9])))  # expect: set() set() True {0, 1, 2, 3, 4} {3} {1, 2} {9}
print(frozenset(), frozenset('a'), frozenset(range(3)), frozenset({1: 2}), frozenset() is frozenset())  # expect: frozenset() frozenset({'a'}) frozenset({0, 1, 2}) frozenset({1}) False
s = set()
print(s.__init__([1, 2]), s, s.__init__(), s)  # expect: None set() None set()
f = frozenset([1])
print(f.__init__([2]), f, set.__new__(set, [1]), frozenset.__new__(frozenset, [1]))  # expect: None frozenset({1}) set() frozenset({1})
for call in (lambda: set(1), lambda: set(1, 2), lambda: set(x=1), lambda: set([[]]), lambda: frozenset(None), lambda: frozenset(1, 2), lambda: frozenset(a=1), lambda: s.__init__(1, 2), lambda: s.__init__(a=2), lambda: set.__new__(), lambda: set.__new__(int), lambda: hash(set()), lambda: {set(): 1}, lambda: set.add(1, 2)):
    try:
        print(call())
    except TypeError as e:
        print(e)
# expect: 'int' object is not iterable
# expect: set expected at most 1 argument, got 2
# expect: set() takes no keyword arguments
# expect: unhashable type: 'list'
# expect: 'NoneType' object is not iterable
# expect: frozenset expected at most 1 argument, got 2
# expect: frozenset() takes no keyword arguments
# expect: set expected at most 1 argument, got 2
# expect: set() takes no keyword arguments
# expect: set.__new__(): not enough arguments
# expect: set.__new__(int): int is not a subtype of set
# expect: unhashable type: 'set'
# expect: unhashable type: 'set'
# expect: descriptor 'add' for 'set' objects doesn't apply to a 'int' object
print(set.__name__, frozenset.__mro__, set.__hash__, isinstance(frozenset(), set), callable(set))  # expect: set (<class 'frozenset'>, <class 'object'>) None False True
print(len({1, 1, 2}), min({3, 1}), max({3, 1}), sum({1, 2}), sorted({'b', 'a'}), list({5}), tuple({5}), any({0}), all({1}))  # expect: 2 1 3 3 ['a', 'b'] [5] (5,) False True
print([*{1, 2}], dict.fromkeys({1, 2}), list(zip({1}, {2})), list(enumerate({7})), list(map(str, {7})))  # expect: [1, 2] {1: None, 2: None} [(1, 2)] [(0, 7)] ['7']
a, b = {1, 2}
print(a, b, 1 in {1, 2}, 3 not in {1, 2}, 'a' in {'a', 'b', 'c'}, 1.0 in {1})  # expect: 1 2 True True True True
