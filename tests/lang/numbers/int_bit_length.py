print((0).bit_length(), (1).bit_length(), (-1).bit_length(), (255).bit_length(), (256).bit_length(), (2**30).bit_length(), (2**100 - 1).bit_length(), (-(2**100)).bit_length())  # expect: 0 1 1 8 9 31 100 101
print((0).bit_count(), (7).bit_count(), (-7).bit_count(), (2**100 - 1).bit_count(), (10**40).bit_count(), True.bit_count())  # expect: 0 3 3 100 53 1
