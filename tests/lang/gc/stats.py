import gc
gc.disable()
a = gc.get_stats()
l = []; l.append(l); del l
gc.collect()
b = gc.get_stats()
print([{k: y[k] - x[k] for k in x} for x, y in zip(a, b)])  # expect: [{'collections': 0, 'collected': 0, 'uncollectable': 0}, {'collections': 0, 'collected': 0, 'uncollectable': 0}, {'collections': 1, 'collected': 1, 'uncollectable': 0}]
print(list(a[0]))  # expect: ['collections', 'collected', 'uncollectable']
