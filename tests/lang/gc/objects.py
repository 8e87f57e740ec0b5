import gc
gc.disable()
gc.collect()
x = [1]
print([any([o is x for o in gc.get_objects(g)]) for g in (0, 1, 2)])  # expect: [True, False, False]
gc.collect(0)
print([any([o is x for o in gc.get_objects(g)]) for g in (0, 1, 2)])  # expect: [False, True, False]
gc.collect(1)
print([any([o is x for o in gc.get_objects(g)]) for g in (0, 1, 2)])  # expect: [False, False, True]
gc.collect(0)
print([any([o is x for o in gc.get_objects(g)]) for g in (0, 1, 2)])  # expect: [False, False, True]
print(any([o is x for o in gc.get_objects()]), any([o is x for o in gc.get_objects(generation=None)]))  # expect: True True
for bad in (-2, 3):
    try:
        gc.get_objects(bad)
    except ValueError as e:
        print(e)
# expect: generation parameter cannot be negative
# expect: generation parameter must be less than the number of available generations (3)
print(gc.get_referents([1, 'a', None]))  # expect: [None, 'a', 1]
print(gc.get_referents((1, (2,))))  # expect: [(2,), 1]
print(gc.get_referents({'k': 'v', 1: 2}))  # expect: ['v', 'k', 2, 1]
print(gc.get_referents({1: 'v'}), gc.get_referents({'k': 'v'}))  # expect: ['v', 1] ['v']
print(gc.get_referents(5), gc.get_referents('a'))  # expect: [] []
inner = ['inner']
outer = [inner]
holder = {'k': inner}
refs = gc.get_referrers(inner)
print(any([r is outer for r in refs]), any([r is holder for r in refs]), any([r is x for r in refs]))  # expect: True True False
print(gc.is_finalized(x), gc.is_finalized(1))  # expect: False False
