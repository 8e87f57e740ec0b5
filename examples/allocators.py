# Tuples and dicts at work: free lists, key tables that grow, blocks counted exactly.
# only under: pymalloc
import sys


def blocks(action):
    before = sys.getallocatedblocks()
    result = action()
    return sys.getallocatedblocks() - before, result


def release_tuples():
    tuples = [(i, i + 1, i + 2) for i in range(100)]
    tuples.clear()


release_tuples()  # a hundred dead tuples of three wait in their free list
made, kept = blocks(lambda: [(i, i, i) for i in range(50)])
print(made)  # expect: 2
print(sys.getsizeof(()), sys.getsizeof((1,)), sys.getsizeof((1, 2)))  # expect: 40 48 56

table = {}
sizes = []
for n in range(12):
    table["k" + str(n)] = n
    size = sys.getsizeof(table)
    if not sizes or sizes[-1][1] != size:
        sizes.append((len(table), size))
print(sizes)  # expect: [(1, 184), (6, 272), (11, 464)]

table[1] = "an int among the keys"  # all keys str: 16 bytes an entry; any other key: 24
print(sys.getsizeof(table))  # expect: 1168

for key in list(table):
    del table[key]
print(len(table), sys.getsizeof(table))  # expect: 0 1168
table.clear()
print(sys.getsizeof(table))  # expect: 64
