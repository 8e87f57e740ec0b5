import sys
print([sys.getsizeof(bytes(n)) for n in (0, 1, 2, 10, 100)], sys.getsizeof(iter(b'')), bytes.__basicsize__, bytes.__itemsize__)  # expect: [33, 34, 35, 43, 133] 48 33 1
print([sys.getsizeof(bytearray(n)) for n in (0, 1, 2, 10)], sys.getsizeof(iter(bytearray())), bytearray.__basicsize__)  # expect: [56, 58, 59, 67] 48 56
b = bytearray()
sizes = []
for i in range(150):
    b.append(1)
    if not sizes or sizes[-1] != b.__alloc__():
        sizes.append(b.__alloc__())
print(sizes)  # expect: [2, 5, 8, 12, 19, 27, 36, 46, 57, 70, 84, 100, 118, 138, 161]
while b:
    b.pop()
    if sizes[-1] != b.__alloc__():
        sizes.append(b.__alloc__())
print(sizes[-8:])  # expect: [161, 80, 40, 20, 10, 5, 2, 1]
