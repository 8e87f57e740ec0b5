# int() of numbers and texts.
print(int(), int(5), int(5.9), int(-5.9), int(1e20), int(-1e30), int(True), int("12"), int(" -12\n"), int("+7"), int("1_000_000"), int("0"), int("-0"))  # expect: 0 5 5 -5 100000000000000000000 -1000000000000000019884624838656 1 12 -12 7 1000000 0 0
print(int("ff", 16), int("0xFF", 16), int("0xff", 0), int("0b101", 0), int("0o17", 0), int("101", 2), int("z", 36), int("Zz", 36), int("12", 3), int("0b1", 16), int("0x_1f", 16), int("10", base=5))  # expect: 255 255 255 5 15 5 35 1295 5 177 31 5
print(int("00", 0), int("0_0", 0), int("1" * 60), int("-" + "9" * 40), int("7" * 30, 8), int("\u0661\u0662\u0663"), int("\u2003 5 \u2003"))  # expect: 0 0 111111111111111111111111111111111111111111111111111111111111 -9999999999999999999999999999999999999999 1237940039285380274899124223 123 5
for args in (("x",), ("",), ("1__0",), ("_1",), ("1_",), ("- 1",), ("1.5",), ("12", 2), ("0x", 16), ("010", 0), ("z", 35), ("5", 1), ("5", 37), ("5", -1), (5, 10), (None,), ([],), ("5", 3.0), ("5", "5"), ("\xe9",), ("a" * 300,), ("1", 2, 3)):
    try:
        print(int(*args))
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError invalid literal for int() with base 10: 'x'
        # expect: ValueError invalid literal for int() with base 10: ''
        # expect: ValueError invalid literal for int() with base 10: '1__0'
        # expect: ValueError invalid literal for int() with base 10: '_1'
        # expect: ValueError invalid literal for int() with base 10: '1_'
        # expect: ValueError invalid literal for int() with base 10: '- 1'
        # expect: ValueError invalid literal for int() with base 10: '1.5'
        # expect: ValueError invalid literal for int() with base 2: '12'
        # expect: ValueError invalid literal for int() with base 16: '0x'
        # expect: ValueError invalid literal for int() with base 0: '010'
        # expect: ValueError invalid literal for int() with base 35: 'z'
        # expect: ValueError int() base must be >= 2 and <= 36, or 0
        # expect: ValueError int() base must be >= 2 and <= 36, or 0
        # expect: ValueError int() base must be >= 2 and <= 36, or 0
        # expect: TypeError int() can't convert non-string with explicit base
        # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
        # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: ValueError invalid literal for int() with base 10: 'é'
        # expect: ValueError invalid literal for int() with base 10: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        # expect: TypeError int() takes at most 2 arguments (3 given)
for value in (float("nan"), float("inf"), float("-inf")):
    try:
        print(int(value))
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError cannot convert float NaN to integer
        # expect: OverflowError cannot convert float infinity to integer
        # expect: OverflowError cannot convert float infinity to integer
try:
    int(base=5)
except TypeError as e:
    print(e)  # expect: int() missing string argument
try:
    int("5", bas=5)
except TypeError as e:
    print(e)  # expect: 'bas' is an invalid keyword argument for int()
