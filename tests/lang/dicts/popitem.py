d = {'a': 1, 'b': 2, 'c': 3}
print(d.popitem(), d)  # expect: ('c', 3) {'a': 1, 'b': 2}
del d['b']
print(d.popitem(), d)  # expect: ('a', 1) {}
try:
    d.popitem()
except KeyError as e:
    print(repr(e))  # expect: KeyError('popitem(): dictionary is empty')
for i in range(100):
    d[i] = i
while len(d) > 50:
    d.popitem()
print(list(d.items())[-1], len(d))  # expect: (49, 49) 50
for i in range(50, 100):
    d[i] = -i
print(sum(d.values()))  # expect: -2500
