s = {1, 2, 3}
print(s.add(4), s.add(1), s)  # expect: None None {1, 2, 3, 4}
print(s.discard(9), s.discard(4), s.remove(3), s)  # expect: None None None {1, 2}
print(s.union(), s.union([5], (6,), 'a', {7: 8}), s.union() is s)  # expect: {1, 2} {1, 2, 5, 6, 7, 'a'} False
print(s.intersection([1, 5]), s.intersection([1, 2], {2: 0}, range(9)), s.intersection())  # expect: {1} {2} {1, 2}
print(s.difference([1]), s.difference([1], (2,)), s.difference(), s.difference({1: 1, 5: 5}))  # expect: {2} set() {1, 2} {2}
print(s.symmetric_difference([2, 3, 3]), s.symmetric_difference({2: 0, 9: 0}), s.symmetric_difference(s))  # expect: {1, 3} {9, 1} set()
print(s.isdisjoint([3]), s.isdisjoint('12'), s.isdisjoint({2}), s.isdisjoint(s), set().isdisjoint(set()))  # expect: True True False False True
print(s.issubset([1, 2, 3]), s.issubset((1,)), s.issuperset([1]), s.issuperset([3]), s.issuperset(()))  # expect: True False True False True
print(s.update([3], 'x', {4: 5}, {6}), len(s), s.update(), s.update(s))  # expect: None 6 None None
print(s.intersection_update([1, 3, 4], {1, 3}), s, s.intersection_update(), s)  # expect: None {1, 3} None {1, 3}
print(s.difference_update([1], [1]), s, s.symmetric_difference_update([3, 8]), s)  # expect: None {8} None {8}
print(s.symmetric_difference_update({8: 0, 9: 0}), s, s.difference_update(s), s)  # expect: None set() None set()
t = s.copy()
print(t is s, t == s, s.clear(), s, frozenset(t).copy() == t)  # expect: False True None set() True
f = frozenset([1])
print(f.copy() is f, frozenset(f) is f, f.union() is f, f & f is f, f.difference() is f)  # expect: True True False False False
print(type({1}.union(f)), type(f.union({1})), type(f.symmetric_difference([2])))  # expect: <class 'set'> <class 'frozenset'> <class 'frozenset'>
print({1, 2}.__contains__(1), {1} in {frozenset({1})}, frozenset({1}) in [{1}], {frozenset({1})}.__contains__({1}))  # expect: True True True True
s = {frozenset({1}), 2}
s.remove({1})
s.discard({5})
print(s)  # expect: {2}
for method, args in (('add', ()), ('remove', (9,)), ('remove', ({9},)), ('remove', ([],)), ('discard', ([],)), ('union', (5,)), ('update', ([[]],)), ('pop', (1,)), ('issubset', (1,)), ('issubset', ()), ('isdisjoint', (None,)), ('difference', (1,)), ('symmetric_difference', ()), ('intersection', ([[]],)), ('difference', ([[]],)), ('copy', (1,)), ('__contains__', ([],))):
    try:
        print(getattr({1, 2}, method)(*args))
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
# expect: TypeError set.add() takes exactly one argument (0 given)
# expect: KeyError 9
# expect: KeyError {9}
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'list'
# expect: TypeError 'int' object is not iterable
# expect: TypeError unhashable type: 'list'
# expect: TypeError set.pop() takes no arguments (1 given)
# expect: TypeError 'int' object is not iterable
# expect: TypeError set.issubset() takes exactly one argument (0 given)
# expect: TypeError 'NoneType' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: TypeError set.symmetric_difference() takes exactly one argument (0 given)
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'list'
# expect: TypeError set.copy() takes no arguments (1 given)
# expect: TypeError unhashable type: 'list'
try:
    {1}.add(key=1)
except TypeError as e:
    print(e)
# expect: set.add() takes no keyword arguments
try:
    frozenset().add(1)
except AttributeError as e:
    print(e)
# expect: 'frozenset' object has no attribute 'add'
