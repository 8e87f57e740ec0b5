d = {}
d[0] = 'int'
d[0.0] = 'float'
d[False] = 'bool'
print(d)  # expect: {0: 'bool'}
d[-1] = 'a'
d[-2] = 'b'
print(d[-1], d[-2])  # expect: a b
d[2 ** 61 - 1] = 'zero hash'
d[2 ** 200] = 'big'
print(d[2 ** 61 - 1], d[2 ** 200], d.get(2 ** 200 + 1))  # expect: zero hash big None
d['x' * 3] = 's'
print(d['xxx'])  # expect: s
d[(1, 'a')] = 't'
print(d[(1.0, 'a')], d.get((1, 'b')))  # expect: t None
d[1.5] = 'f'
print(d[3 / 2])  # expect: f
d[float('inf')] = 'inf'
print(d[float('inf')], d[None] if None in d else 'no None')  # expect: inf no None
