print(2.0**1000)  # expect: 1.0715086071862673e+301
print(10.0**400)  # error: OverflowError: (34, 'Numerical result out of range')
