import gc
gc.disable()
def cb(phase, info): print(phase, info)
gc.callbacks.append(cb)
l = []; l.append(l); del l
gc.collect()
# expect: start {'generation': 2, 'collected': 0, 'uncollectable': 0}
# expect: stop {'generation': 2, 'collected': 1, 'uncollectable': 0}
gc.collect(0)
# expect: start {'generation': 0, 'collected': 0, 'uncollectable': 0}
# expect: stop {'generation': 0, 'collected': 0, 'uncollectable': 0}
gc.callbacks.remove(cb)
print(gc.callbacks, gc.garbage)  # expect: [] []
