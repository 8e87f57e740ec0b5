try:
    {**5}
except TypeError as e:
    print(e)  # expect: 'int' object is not a mapping
try:
    {**[('a', 1)]}
except TypeError as e:
    print(e)  # expect: 'list' object is not a mapping
