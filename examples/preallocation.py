# A list that grows keeps room to spare; one that is made at its full length has none.
import sys

grown = []
capacities = []
for i in range(30):
    grown.append(None)
    capacity = (sys.getsizeof(grown) - sys.getsizeof([])) // 8
    if not capacities or capacities[-1] != capacity:
        capacities.append(capacity)
print(capacities)  # expect: [4, 8, 16, 24, 32]

preallocated = [None] * 4096  # one block of exactly 32,768 bytes
print(sys.getsizeof(preallocated) - sys.getsizeof([]))  # expect: 32768
for i in range(4096):
    preallocated[i] = i
print(sum(preallocated))  # expect: 8386560

extended = [None] * 4
extended.extend(range(4))  # one growth, with room to spare
print(len(extended), (sys.getsizeof(extended) - sys.getsizeof([])) // 8)  # expect: 8 12

while len(preallocated) > 2048:
    preallocated.pop()
print((sys.getsizeof(preallocated) - sys.getsizeof([])) // 8)  # expect: 4096
preallocated.pop()  # less than half is used: the block shrinks
print((sys.getsizeof(preallocated) - sys.getsizeof([])) // 8)  # expect: 2308
