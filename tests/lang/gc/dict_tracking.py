import gc
gc.disable()
d = {}
print(gc.is_tracked(d))  # expect: False
d['a'] = 1
print(gc.is_tracked(d))  # expect: False
d['b'] = (len(d), 2)
print(gc.is_tracked(d))  # expect: True
d['c'] = []
print(gc.is_tracked(d))  # expect: True
del d['c']
print(gc.is_tracked(d))  # expect: True
gc.collect(1)
print(gc.is_tracked(d))  # expect: True
gc.collect(2)
print(gc.is_tracked(d))  # expect: False
print(gc.is_tracked({'a': 1}.copy()), gc.is_tracked({'a': []}.copy()), gc.is_tracked({'a': {}}))  # expect: False True True
