# How many blocks an operation leaves live.
# only under: pymalloc
import sys


def blocks_of(make):
    make()
    before = sys.getallocatedblocks()
    kept = make()
    return sys.getallocatedblocks() - before


big = 10**40
print([blocks_of(f) for f in (lambda: 100 + big - big, lambda: 1000 + 0 * big, lambda: big + 1, lambda: big * big, lambda: big // 7, lambda: -big, lambda: big << 100, lambda: big >> 100, lambda: big - big)])  # expect: [1, 2, 2, 2, 2, 2, 2, 2, 1]
