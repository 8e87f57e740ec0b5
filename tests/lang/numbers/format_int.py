# int under format specifiers.
NUMBERS = (0, 42, -1234567)
for n in NUMBERS:
    print([format(n, s) for s in ("", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "n", "e", ".2f", "g", "%")])  # expect: ['0', '0', '0', '0', '0', '0', '0b0', '0o0', '0x0', '0X0', '0', '0.000000e+00', '0.00', '0', '0.000000%']
    # expect: ['42', '42', '101010', '52', '2a', '2A', '0b101010', '0o52', '0x2a', '0X2A', '42', '4.200000e+01', '42.00', '42', '4200.000000%']
    # expect: ['-1234567', '-1234567', '-100101101011010000111', '-4553207', '-12d687', '-12D687', '-0b100101101011010000111', '-0o4553207', '-0x12d687', '-0X12D687', '-1234567', '-1.234567e+06', '-1234567.00', '-1.23457e+06', '-123456700.000000%']
for n in NUMBERS:
    print([format(n, s) for s in ("10", "<10", "^10", ">10", "=10", "010", "+", " ", "-", "+d", "*^12", "x<9", "<010", "^+9d")])  # expect: ['         0', '0         ', '    0     ', '         0', '         0', '0000000000', '+0', ' 0', '0', '+0', '*****0******', '0xxxxxxxx', '0000000000', '   +0    ']
    # expect: ['        42', '42        ', '    42    ', '        42', '        42', '0000000042', '+42', ' 42', '42', '+42', '*****42*****', '42xxxxxxx', '4200000000', '   +42   ']
    # expect: ['  -1234567', '-1234567  ', ' -1234567 ', '  -1234567', '-  1234567', '-001234567', '-1234567', '-1234567', '-1234567', '-1234567', '**-1234567**', '-1234567x', '-123456700', '-1234567 ']
for n in NUMBERS:
    print([format(n, s) for s in (",", "_", "_b", "_x", "#_x", "15,", "015,", "016,", "017,", "+,", "020_b", "#020_x", "=+12,", "014,d")])  # expect: ['0', '0', '0', '0', '0x0', '              0', '000,000,000,000', '0,000,000,000,000', '0,000,000,000,000', '+0', '0_0000_0000_0000_0000', '0x000_0000_0000_0000', '+          0', '00,000,000,000']
    # expect: ['42', '42', '10_1010', '2a', '0x2a', '             42', '000,000,000,042', '0,000,000,000,042', '0,000,000,000,042', '+42', '0_0000_0000_0010_1010', '0x000_0000_0000_002a', '+         42', '00,000,000,042']
    # expect: ['-1,234,567', '-1_234_567', '-1_0010_1101_0110_1000_0111', '-12_d687', '-0x12_d687', '     -1,234,567', '-00,001,234,567', '-000,001,234,567', '-0,000,001,234,567', '-1,234,567', '-1_0010_1101_0110_1000_0111', '-0x00_0000_0012_d687', '-  1,234,567', '-0,001,234,567']
print(format(65, "c"), format(8364, "c"), format(65, "5c") + "|", format(65, "<5c") + "|", format(65, "^5c") + "|", format(65, "*>3c"), format(10**30, ",d"), format(-(10**30), "x"), format(255, "\xe9^9x"), format(2**100, "040_x"))  # expect: A €     A| A    |   A  | **A 1,000,000,000,000,000,000,000,000,000,000 -c9f2c9cd04674edea40000000 éééfféééé 0_0000_0010_0000_0000_0000_0000_0000_0000
print(f"{5:{3}}", f"{255:#06x}", f"{1000:,}", f"{7:03}", "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{0:b} {0:o} {0:x}".format(10), f"{True:d}", f"{True}", format(True, "5"), f"{0:,}", f"{999:,}", f"{1000:_}")  # expect:   5 0x00ff 1,000 007     1|2    |  3   1010 12 a 1 True     1 0 999 1_000
for n, s in ((5, ".2"), (5, ".2d"), (5, "+c"), (5, "#c"), (-1, "c"), (0x110000, "c"), (2**70, "c"), (5, "s"), (5, "q"), (5, ",n"), (5, ",x"), (5, ",c"), (5, "_c"), (5, "z"), (5, ",_"), (5, "5.d"), (5, "1x2"), (10**400, "e"), (5, "999999999999999999999")):
    try:
        print(format(n, s))
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError Precision not allowed in integer format specifier
        # expect: ValueError Precision not allowed in integer format specifier
        # expect: ValueError Sign not allowed with integer format specifier 'c'
        # expect: ValueError Alternate form (#) not allowed with integer format specifier 'c'
        # expect: OverflowError %c arg not in range(0x110000)
        # expect: OverflowError %c arg not in range(0x110000)
        # expect: OverflowError Python int too large to convert to C long
        # expect: ValueError Unknown format code 's' for object of type 'int'
        # expect: ValueError Unknown format code 'q' for object of type 'int'
        # expect: ValueError Cannot specify ',' with 'n'.
        # expect: ValueError Cannot specify ',' with 'x'.
        # expect: ValueError Cannot specify ',' with 'c'.
        # expect: ValueError Cannot specify '_' with 'c'.
        # expect: ValueError Negative zero coercion (z) not allowed in integer format specifier
        # expect: ValueError Cannot specify both ',' and '_'.
        # expect: ValueError Format specifier missing precision
        # expect: ValueError Invalid format specifier '1x2' for object of type 'int'
        # expect: OverflowError int too large to convert to float
        # expect: ValueError Too many decimal digits in format string
