# Automatic collections keep up with cycles made in a loop.
import gc, sys
def make():
    a = []
    b = {'a': a}
    a.append(b)
for i in range(3000):
    make()
gc.collect()
before = sys.getallocatedblocks()
for i in range(20000):
    make()
gc.collect()
print(abs(sys.getallocatedblocks() - before) < 100)  # expect: True
print(gc.get_stats()[0]['collections'] > 20)  # expect: True
