# Ints and texts of few digits, both ways: what one function does, and what goes the long way.
words = ['0', '7', '256', '257', '00012', '999999999', '1000000000', '1073741823', '1073741824', '123456789012345']
print([int(w) for w in words])  # expect: [0, 7, 256, 257, 12, 999999999, 1000000000, 1073741823, 1073741824, 123456789012345]
print([int('-' + w) for w in words])  # expect: [0, -7, -256, -257, -12, -999999999, -1000000000, -1073741823, -1073741824, -123456789012345]
print(int(' 7 '), int('+7'), int('1_000'), int('000000000000000'), int('123456789012345678901'), int('٣٤'))  # expect: 7 7 1000 0 123456789012345678901 34
print([str(int(w)) == w.lstrip('0') or w for w in words])  # expect: ['0', True, True, True, True, True, True, True, True, True]
print(str(-7), str(0), str(-1073741823), str(-1073741824), str(2**53), str(2**53 - 1), str(-2**59), str(10**12), str(10**9), str(2**90))  # expect: -7 0 -1073741823 -1073741824 9007199254740992 9007199254740991 -576460752303423488 1000000000000 1000000000 1237940039285380274899124224
print(int('256') is int('0256'), int('-5') is int('-05'))  # expect: True True
for bad in ('', '-', '1 2', '1__0', 'x', '12a', '1e5'):
    try:
        print(int(bad))
    except ValueError as e:
        print(e)  # expect: invalid literal for int() with base 10: ''
# expect: invalid literal for int() with base 10: '-'
# expect: invalid literal for int() with base 10: '1 2'
# expect: invalid literal for int() with base 10: '1__0'
# expect: invalid literal for int() with base 10: 'x'
# expect: invalid literal for int() with base 10: '12a'
# expect: invalid literal for int() with base 10: '1e5'
floats = ['1', '1.5', '-1.5', '.5', '5.', '1e5', '1E-5', '1e22', '1e23', '123456789012345e22', '123456789012345e-22', '0.1e1', '1_0.5', ' 2.5 ', '-0', '1e400', '1234567890123456789']
print([float(t) for t in floats])  # expect: [1.0, 1.5, -1.5, 0.5, 5.0, 100000.0, 1e-05, 1e+22, 1e+23, 1.23456789012345e+36, 1.23456789012345e-08, 1.0, 10.5, 2.5, -0.0, inf, 1.2345678901234568e+18]
for bad in ('', '.', '1e', '1.5.2', '--1', '1 2', 'e5'):
    try:
        print(float(bad))
    except ValueError as e:
        print(e)  # expect: could not convert string to float: ''
# expect: could not convert string to float: '.'
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: '1.5.2'
# expect: could not convert string to float: '--1'
# expect: could not convert string to float: '1 2'
# expect: could not convert string to float: 'e5'
