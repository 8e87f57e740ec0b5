print((1.5).is_integer(), (2.0).is_integer(), float("inf").is_integer(), (0.25).as_integer_ratio(), (-1.5).as_integer_ratio(), (0.0).as_integer_ratio(), (1e20).as_integer_ratio(), (0.1).as_integer_ratio())  # expect: False True False (1, 4) (-3, 2) (0, 1) (100000000000000000000, 1) (3602879701896397, 36028797018963968)
print((1.5).hex(), (0.0).hex(), (-0.0).hex(), (0.1).hex(), (5e-324).hex(), (1e300).hex(), float("inf").hex(), float("nan").hex(), (-2.5).hex())  # expect: 0x1.8000000000000p+0 0x0.0p+0 -0x0.0p+0 0x1.999999999999ap-4 0x0.0000000000001p-1022 0x1.7e43c8800759cp+996 inf nan -0x1.4000000000000p+1
print(float.fromhex("0x1.8p1"), float.fromhex("1.8"), float.fromhex(" -0x.8p-1\n"), float.fromhex("inf"), float.fromhex("0x1p-1074"), float.fromhex("0x1p-1075"), float.fromhex("0x1.8p-1075"), float.fromhex("0x1.00000000000008p0"), float.fromhex("0x1.00000000000018p0"), float.fromhex("0xap0"))  # expect: 3.0 1.5 -0.25 inf 5e-324 0.0 5e-324 1.0 1.0000000000000004 10.0
print((1.7).__trunc__(), (-1.7).__trunc__(), (1.2).__ceil__(), (-1.2).__ceil__(), (1.7).__floor__(), (-1.7).__floor__(), (1e25).__floor__(), (2.5).__round__(), (1.5).real, (1.5).imag, (1.5).conjugate(), (1.5).__getnewargs__())  # expect: 1 -1 2 -1 1 -2 10000000000000000905969664 2 1.5 0.0 1.5 (1.5,)
print(float.__getformat__("double"), float.__getformat__("float"), (1.5).__sizeof__(), (1.5).__bool__(), (0.0).__bool__(), (1.5).__int__(), (1.5).__float__(), (1.5).__add__(1), (1.5).__radd__(1), (1.5).__add__("a"), (1.5).__eq__(1), (1.5).__rpow__(2), (7.5).__divmod__(2))  # expect: IEEE, little-endian IEEE, little-endian 24 True False 1 1.5 2.5 2.5 NotImplemented False 2.8284271247461903 (3.0, 1.5)
for f in (lambda: float("nan").as_integer_ratio(), lambda: float("inf").as_integer_ratio(), lambda: float.fromhex("x"), lambda: float.fromhex("0x1p5000"), lambda: float.fromhex("0x"), lambda: float.__getformat__("x"), lambda: float("inf").__floor__(), lambda: float("nan").__ceil__(), lambda: (1.5).nosuch):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError cannot convert NaN to integer ratio
        # expect: OverflowError cannot convert Infinity to integer ratio
        # expect: ValueError invalid hexadecimal floating-point string
        # expect: OverflowError hexadecimal value too large to represent as a float
        # expect: ValueError invalid hexadecimal floating-point string
        # expect: ValueError __getformat__() argument 1 must be 'double' or 'float'
        # expect: OverflowError cannot convert float infinity to integer
        # expect: ValueError cannot convert float NaN to integer
        # expect: AttributeError 'float' object has no attribute 'nosuch'
