d = {'a': 1, 'b': 2, 'c': 3}
for key in d:
    print(key, end=' ')
print()  # expect: a b c 
for key, value in d.items():
    print(key, value, end=';')
print()  # expect: a 1;b 2;c 3;
print(list(d), tuple(d), sorted(d, reverse=True), max(d), list(reversed(d)))  # expect: ['a', 'b', 'c'] ('a', 'b', 'c') ['c', 'b', 'a'] c ['c', 'b', 'a']
it = iter(d)
print(next(it), it.__length_hint__(), type(it).__name__)  # expect: a 2 dict_keyiterator
d['a'] = 100
print(next(it))  # expect: b
d['new'] = 0
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
print(it.__length_hint__())  # expect: 0
try:
    for key in d:
        del d[key]
except RuntimeError as e:
    print(e, d)  # expect: dictionary changed size during iteration {'b': 2, 'c': 3, 'new': 0}
try:
    e = {0: 0}
    for key in e:
        del e[key]
        e[key + 1] = 0
except RuntimeError as e:
    print(e)  # expect: dictionary keys changed during iteration
e = {1: 1}
it = iter(e)
print(list(it), list(it))  # expect: [1] []
e[2] = 2
print(next(it, 'done'))  # expect: done
for kind in (iter(e.keys()), iter(e.values()), iter(e.items()), reversed(e), reversed(e.values()), reversed(e.items())):
    print(type(kind).__name__, list(kind))
# expect: dict_keyiterator [1, 2]
# expect: dict_valueiterator [1, 2]
# expect: dict_itemiterator [(1, 1), (2, 2)]
# expect: dict_reversekeyiterator [2, 1]
# expect: dict_reversevalueiterator [2, 1]
# expect: dict_reverseitemiterator [(2, 2), (1, 1)]
it = reversed(e)
e[3] = 3
try:
    next(it)
except RuntimeError as err:
    print(err)  # expect: dictionary changed size during iteration
it = iter(e)
print(iter(it) is it)  # expect: True
