s = 'abc'
print(s[1])  # expect: b
print(s[5])  # error: IndexError: string index out of range
