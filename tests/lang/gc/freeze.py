import gc
gc.disable()
gc.collect()
gc.freeze()
n = gc.get_freeze_count()
print(n > 10, len(gc.get_objects()) < 20)  # expect: True True
l = []; l.append(l); del l
print(gc.collect())  # expect: 1
gc.unfreeze()
print(gc.get_freeze_count())  # expect: 0
