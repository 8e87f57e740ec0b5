# The rhythm of automatic collections: slices have no free list, keep holds them all.
import gc
log = []
keep = []
def cb(phase, info):
    if phase == 'start':
        log.append((len(keep), info['generation']))
gc.collect()
gc.callbacks.append(cb)
for i in range(30000):
    keep.append(slice(i))
gc.callbacks.remove(cb)
print([b[0] - a[0] for a, b in zip(log[1:], log[2:])][:15])  # expect: [701, 701, 701, 701, 701, 701, 701, 701, 701, 701, 701, 701, 701, 701, 701]
gens = [g for _, g in log]
runs = []
for g in gens:
    if runs and runs[-1][0] == g: runs[-1][1] += 1
    else: runs.append([g, 1])
print(runs[:6])  # expect: [[0, 11], [1, 1], [0, 11], [1, 1], [0, 11], [1, 1]]
