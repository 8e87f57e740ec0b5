l = [1, 2, 3]
print(l[2])  # expect: 3
l[3]  # error: IndexError: list index out of range
