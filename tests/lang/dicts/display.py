# Displays: order of evaluation, duplicates, ** of mappings.
print({})  # expect: {}
print({'a': 1, 'b': 2})  # expect: {'a': 1, 'b': 2}
print({1: 'x', 1.0: 'y', True: 'z'})  # expect: {1: 'z'}
def note(x):
    print('note', x)
    return x
d = {note('k1'): note('v1'), note('k2'): note('v2')}
# expect: note k1
# expect: note v1
# expect: note k2
# expect: note v2
print({**d, 'k3': 3})  # expect: {'k1': 'v1', 'k2': 'v2', 'k3': 3}
print({'k1': 0, **d})  # expect: {'k1': 'v1', 'k2': 'v2'}
print({**{}, **{}})  # expect: {}
x = 'var'
print({x: 1, 'lit': 2, x + x: 3})  # expect: {'var': 1, 'lit': 2, 'varvar': 3}
print({i: i * i for i in range(5)})  # expect: {0: 0, 1: 1, 2: 4, 3: 9, 4: 16}
print({k: v for k, v in [('a', 1), ('a', 2)]})  # expect: {'a': 2}
print({**{'a': 1}, 'a': 2, **{'a': 3}})  # expect: {'a': 3}
big = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: 15, 16: 16}
print(len(big), big[16])  # expect: 17 16
