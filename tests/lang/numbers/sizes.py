# getsizeof: 24 bytes and 4 for each digit of 30 bits.
import sys

print([sys.getsizeof(n) for n in (0, 1, -1, 2**30 - 1, 2**30, 2**60 - 1, 2**60, 10**40, -(10**100))], sys.getsizeof(True), sys.getsizeof(1.5), int.__basicsize__, int.__itemsize__, bool.__basicsize__, float.__basicsize__)  # expect: [28, 28, 28, 28, 32, 32, 36, 44, 72] 28 24 24 4 32 24
