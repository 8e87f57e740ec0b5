# A collection untracks nested tuples from the inside out, one level each time.
import gc
gc.disable()
n = len('ab')
t = (n, (n, (n, (n,))))
def depth(t):
    r = []
    while True:
        r.append(gc.is_tracked(t))
        if len(t) == 1: return r
        t = t[1]
print(depth(t))  # expect: [True, True, True, True]
gc.collect(); print(depth(t))  # expect: [True, True, True, False]
gc.collect(); print(depth(t))  # expect: [True, True, False, False]
gc.collect(); print(depth(t))  # expect: [True, False, False, False]
gc.collect(); print(depth(t))  # expect: [False, False, False, False]
