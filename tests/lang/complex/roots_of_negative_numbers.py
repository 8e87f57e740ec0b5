# A negative number to a fractional power is complex.
z = (-8) ** (1 / 3)
print(type(z), round(z.real, 10), round(z.imag, 10))  # expect: <class 'complex'> 1.0 1.7320508076
z = (-2.0) ** 1.5
print(round(z.real, 10), round(z.imag, 10), (-2.0) ** 3.0, (-8.0) ** -1)  # expect: -0.0 -2.8284271247 -8.0 -0.125
z = pow(-4, 0.5)
print(abs(z - 2j) < 1e-15, abs((1 + 1j) ** 0.5 - (1.09868411346781 + 0.45508986056222733j)) < 1e-14, abs(2 ** 1j) - 1 < 1e-15)  # expect: True True True
