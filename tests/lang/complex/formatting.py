values = (1.5 - 2.25j, 12345.678j, complex(-0.0, 0.01), 1e20 + 1j)
for spec in ('', '.2f', '>20', '<20', '^20', '+.1f', '10.3e', 'g', 'n', ',.2f', '+', '.3', '25.2f', '-', ' ', '_.1f', '*^30.1f', 'z.1f', 'E', '.0f'):
    print(repr(spec), [format(v, spec) for v in values])
# expect: '' ['(1.5-2.25j)', '12345.678j', '(-0+0.01j)', '(1e+20+1j)']
# expect: '.2f' ['1.50-2.25j', '0.00+12345.68j', '-0.00+0.01j', '100000000000000000000.00+1.00j']
# expect: '>20' ['         (1.5-2.25j)', '          12345.678j', '          (-0+0.01j)', '          (1e+20+1j)']
# expect: '<20' ['(1.5-2.25j)         ', '12345.678j          ', '(-0+0.01j)          ', '(1e+20+1j)          ']
# expect: '^20' ['    (1.5-2.25j)     ', '     12345.678j     ', '     (-0+0.01j)     ', '     (1e+20+1j)     ']
# expect: '+.1f' ['+1.5-2.2j', '+0.0+12345.7j', '-0.0+0.0j', '+100000000000000000000.0+1.0j']
# expect: '10.3e' ['1.500e+00-2.250e+00j', '0.000e+00+1.235e+04j', '-0.000e+00+1.000e-02j', '1.000e+20+1.000e+00j']
# expect: 'g' ['1.5-2.25j', '0+12345.7j', '-0+0.01j', '1e+20+1j']
# expect: 'n' ['1.5-2.25j', '0+12345.7j', '-0+0.01j', '1e+20+1j']
# expect: ',.2f' ['1.50-2.25j', '0.00+12,345.68j', '-0.00+0.01j', '100,000,000,000,000,000,000.00+1.00j']
# expect: '+' ['(+1.5-2.25j)', '+12345.678j', '(-0+0.01j)', '(+1e+20+1j)']
# expect: '.3' ['(1.5-2.25j)', '1.23e+04j', '(-0+0.01j)', '(1e+20+1j)']
# expect: '25.2f' ['               1.50-2.25j', '           0.00+12345.68j', '              -0.00+0.01j', '100000000000000000000.00+1.00j']
# expect: '-' ['(1.5-2.25j)', '12345.678j', '(-0+0.01j)', '(1e+20+1j)']
# expect: ' ' ['( 1.5-2.25j)', ' 12345.678j', '(-0+0.01j)', '( 1e+20+1j)']
# expect: '_.1f' ['1.5-2.2j', '0.0+12_345.7j', '-0.0+0.0j', '100_000_000_000_000_000_000.0+1.0j']
# expect: '*^30.1f' ['***********1.5-2.2j***********', '*********0.0+12345.7j*********', '**********-0.0+0.0j***********', '*100000000000000000000.0+1.0j*']
# expect: 'z.1f' ['1.5-2.2j', '0.0+12345.7j', '0.0+0.0j', '100000000000000000000.0+1.0j']
# expect: 'E' ['1.500000E+00-2.250000E+00j', '0.000000E+00+1.234568E+04j', '-0.000000E+00+1.000000E-02j', '1.000000E+20+1.000000E+00j']
# expect: '.0f' ['2-2j', '0+12346j', '-0+0j', '100000000000000000000+1j']
print(str(1e16 + 1e-5j), repr(complex('nan-infj')), f'{1 + 2j:.1f}|{1j!r}|{1j:>5}', '%s %r' % (1j, 2 + 1j), '{:+.1f}'.format(1 - 1j), complex(-0.0, 0.0), complex(0.0, -0.0), [1j, -1j])  # expect: (1e+16+1e-05j) (nan-infj) 1.0+2.0j|1j|   1j 1j (2+1j) +1.0-1.0j (-0+0j) -0j [1j, (-0-1j)]
for spec in ('020', '=20', 'd', 'x', '%', 's', '.2d', '0=10', '0>10'):
    try:
        print(format(1j, spec))
    except ValueError as e:
        print(e)
# expect: Zero padding is not allowed in complex format specifier
# expect: '=' alignment flag is not allowed in complex format specifier
# expect: Unknown format code 'd' for object of type 'complex'
# expect: Unknown format code 'x' for object of type 'complex'
# expect: Unknown format code '%' for object of type 'complex'
# expect: Unknown format code 's' for object of type 'complex'
# expect: Unknown format code 'd' for object of type 'complex'
# expect: Zero padding is not allowed in complex format specifier
# expect: Zero padding is not allowed in complex format specifier
