a = frozenset([frozenset([1]), frozenset([2])])
print(frozenset([1]) in a, {1} in a, a == {frozenset([2]), frozenset([1])}, len(a | {frozenset([1])}))  # expect: True True True 2
deep = frozenset()
for i in range(300):
    deep = frozenset([deep])
print(len(str(deep)), deep == deep.copy(), hash(deep) != 0)  # expect: 3911 True True
powers = [frozenset()]
for x in 'abcd':
    powers += [p | {x} for p in powers]
print(len(powers), len(set(powers)), sum(map(len, powers)), len({hash(p) for p in powers}))  # expect: 16 16 32 16
