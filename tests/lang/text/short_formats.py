# Numbers under short specifiers: a width, zeros, decimals; and what only looks like one.
print([f'{n:05d}' for n in (0, 7, -7, 12345, -12345, 123456, True)])  # expect: ['00000', '00007', '-0007', '12345', '-12345', '123456', '00001']
print([f'{n:4}' for n in (0, -7, 1234, 12345)], [f'{n:2d}' for n in (5, -5, 55)], [f'{n:1d}' for n in (5, 55)])  # expect: ['   0', '  -7', '1234', '12345'] [' 5', '-5', '55'] ['5', '55']
print(f'{7:0}', f'{7:00}', f'{7:d}', f'{-7:03}', f'{2**40:6d}', f'{7:<4d}|', f'{7:^5}|', f'{7:=5}', f'{-7:099d}'.count('0'), f'{7:100d}'.count(' '))  # expect: 7 7 7 -07 1099511627776 7   |   7  |     7 97 99
print([f'{x:.1f}' for x in (0.0, -0.0, 0.05, 0.25, 0.35, 1.45, -1.5, 99.95, 0.949999)])  # expect: ['0.0', '-0.0', '0.1', '0.2', '0.3', '1.4', '-1.5', '100.0', '0.9']
print([f'{x:.2f}' for x in (0.0, 1.005, 2.675, 0.125, 0.375, -0.001, 123456.789, 1e9, 1e15, 1e22, 1073741823.999, 1073741823.996)])  # expect: ['0.00', '1.00', '2.67', '0.12', '0.38', '-0.00', '123456.79', '1000000000.00', '1000000000000000.00', '10000000000000000000000.00', '1073741824.00', '1073741824.00']
print([f'{x:.6f}' for x in (0.0, 1/3, 2/3, 1e-7, 5e-7, 0.9999995, 0.99999949, 123456.7890125, 5e-324)])  # expect: ['0.000000', '0.333333', '0.666667', '0.000000', '0.000000', '1.000000', '0.999999', '123456.789012', '0.000000']
print([f'{x:8.2f}' for x in (1.0, -1.0, 123456.789, float('inf'), float('nan'))], [f'{x:08.2f}' for x in (1.0, -1.0, -0.004)])  # expect: ['    1.00', '   -1.00', '123456.79', '     inf', '     nan'] ['00001.00', '-0001.00', '-0000.00']
print(f'{1.5:.0f}', f'{2.5:.0f}', f'{1.5:.7f}', f'{1.5:5f}', f'{1.5:.2}', f'{1.5:.2e}', f'{1.5:<8.2f}|', f'{5:.2f}', f'{True:.1f}')  # expect: 2 2 1.5000000 1.500000 1.5 1.50e+00 1.50    | 5.00 1.0
for spec in ('5q', 'd5', '5.5d', '5 d', '.d'):
    try:
        print(format(5, spec))
    except ValueError as e:
        print(e)  # expect: Unknown format code 'q' for object of type 'int'
# expect: Invalid format specifier 'd5' for object of type 'int'
# expect: Precision not allowed in integer format specifier
# expect: Invalid format specifier '5 d' for object of type 'int'
# expect: Format specifier missing precision
