data = b'abc'
data[3]  # error: IndexError: index out of range
