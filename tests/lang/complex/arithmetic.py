a, b = 1 + 2j, 3 - 4j
print(a + b, a - b, a * b, a / b, -a, +a, a + 1, 1 + a, a - 1.5, 2 * a, a / 2, 1 / b, True + a, sum([1j, 2, 3.5]))  # expect: (4-2j) (-2+6j) (11+2j) (-0.2+0.4j) (-1-2j) (1+2j) (2+2j) (2+2j) (-0.5+2j) (2+4j) (0.5+1j) (0.12+0.16j) (2+2j) (5.5+1j)
print(abs(3 + 4j), abs(1e-200 + 1e-200j), abs(complex('inf')), abs(complex('nan')), abs(-5j), a.conjugate(), a.real, a.imag)  # expect: 5.0 1.414213562373095e-200 inf nan 5.0 (1-2j) 1.0 2.0
print((1 + 1j) ** 2, (1 + 1j) ** 3, (1 + 1j) ** -2, (1 + 1j) ** 0, 0j ** 0, 1j ** 2, (2j) ** 10, pow(1j, 3), 0j ** 2.5)  # expect: 2j (-2+2j) -0.5j (1+0j) (1+0j) (-1+0j) (-1024+0j) (-0-1j) 0j
x = a
x += 1
x *= 2j
x -= 1j
x /= 2
print(x, a)  # expect: (-2+1.5j) (1+2j)
print(complex('inf') * 0, complex(0.0, -0.0) + 0, -(0j), 1e308j * 10, complex('nan') == complex('nan'))  # expect: (nan+nanj) 0j (-0-0j) infj False
for call in (lambda: a < b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: int(a), lambda: float(a), lambda: a / 0, lambda: a / 0j, lambda: 0j ** -1, lambda: 0j ** 1j, lambda: a + 'a', lambda: 'a' + a, lambda: a + None, lambda: round(a), lambda: abs(complex(1e308, 1e308)), lambda: (1e200 + 1j) ** 3, lambda: pow(1j, 2, 3), lambda: [1].__getitem__(1j), lambda: '%d' % 1j, lambda: '%f' % 1j, lambda: 10 ** 400 + 1j, lambda: max(1j, 2j), lambda: sorted([1j, 2]), lambda: range(1j), lambda: ~1j, lambda: (-1e300) ** 1.5):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError '<' not supported between instances of 'complex' and 'complex'
# expect: TypeError unsupported operand type(s) for //: 'complex' and 'complex'
# expect: TypeError unsupported operand type(s) for %: 'complex' and 'complex'
# expect: TypeError unsupported operand type(s) for divmod(): 'complex' and 'complex'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: TypeError float() argument must be a string or a real number, not 'complex'
# expect: ZeroDivisionError complex division by zero
# expect: ZeroDivisionError complex division by zero
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: TypeError unsupported operand type(s) for +: 'complex' and 'str'
# expect: TypeError can only concatenate str (not "complex") to str
# expect: TypeError unsupported operand type(s) for +: 'complex' and 'NoneType'
# expect: TypeError type complex doesn't define __round__ method
# expect: 1.4142135623730951e+308
# expect: OverflowError complex exponentiation
# expect: ValueError complex modulo
# expect: TypeError list indices must be integers or slices, not complex
# expect: TypeError %d format: a real number is required, not complex
# expect: TypeError must be real number, not complex
# expect: OverflowError int too large to convert to float
# expect: TypeError '>' not supported between instances of 'complex' and 'complex'
# expect: TypeError '<' not supported between instances of 'int' and 'complex'
# expect: TypeError 'complex' object cannot be interpreted as an integer
# expect: TypeError bad operand type for unary ~: 'complex'
# expect: OverflowError complex exponentiation
