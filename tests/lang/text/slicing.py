# Indexes and slices, with every kind of step.
s = 'abcdefghij'
empty, h = '', 'h'
print(s[0], s[-1], s[3], s[True])  # expect: a j d b
print(s[2:5], s[:3], s[-3:], s[5:2] == '', s[:])  # expect: cde abc hij True abcdefghij
print(s[::2], s[1::3], s[::-1], s[8:2:-2], s[100:], s[:-100:-1])  # expect: acegi beh jihgfedcba ige  jihgfedcba
print(s[:] is s, s[0:10] is s, s[0:100:1] is s)  # expect: True True True
w = 'h\xe9\u0416\U0001f600o'
print(w[1], w[2], w[3], w[::-1], w[1:3], len(w[::2]))  # expect: é Ж 😀 o😀Жéh éЖ 3
print(w[4:] is 'xo'[1:], w[0] is h[0:], w[:0] is empty)  # expect: True False True
for bad in [10, -11, 10**30, 'a', 1.5, None]:
    try:
        print(s[bad])
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)  # expect: IndexError string index out of range
        # expect: IndexError string index out of range
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: TypeError string indices must be integers, not 'str'
        # expect: TypeError string indices must be integers, not 'float'
        # expect: TypeError string indices must be integers, not 'NoneType'
try:
    s[::0]
except ValueError as e:
    print(e)  # expect: slice step cannot be zero
try:
    s[0] = 'x'
except TypeError as e:
    print(e)  # expect: 'str' object does not support item assignment
try:
    del s[0]
except TypeError as e:
    print(e)  # expect: 'str' object doesn't support item deletion
