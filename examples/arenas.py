# Fills arenas, gives most of them back, and shows what one survivor costs.
# Run it with --stats, or with --arenas=1MiB to see CPython 3.10's larger ones.
# only under: pymalloc
import sys


def arenas(rows):
    return [[i, str(i), float(i)] for i in range(rows)]


start = sys.getallocatedblocks()
rows = arenas(20000)
full = sys.getallocatedblocks() - start
print(full > 95000)  # expect: True

survivors = rows[::1000]  # one row in a thousand
rows = None  # the others go, block by block, pool by pool, arena by arena
left = sys.getallocatedblocks() - start
print(len(survivors), left < 400)  # expect: 20 True

survivors = None  # what is left now are dead objects that free lists keep for the next ones
print(sys.getallocatedblocks() - start < 200)  # expect: True
