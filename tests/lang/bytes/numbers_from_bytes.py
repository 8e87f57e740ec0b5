print(int(b'12'), int(b' -7 '), int(bytearray(b'1_0')), int(b'ff', 16), int(b'0b101', 0), float(b'1.5'), float(bytearray(b' -1e3 ')), float(b'inf'), float(b'1_0.5'))  # expect: 12 -7 10 255 5 1.5 -1000.0 inf 10.5
for call in (lambda: int(b'x'), lambda: int(bytearray(b'x')), lambda: int(b''), lambda: int(b'1\x002'), lambda: int(b'\xff'), lambda: int(b'z', 16), lambda: float(b'x'), lambda: float(bytearray(b'x')), lambda: float(b''), lambda: int(b'1' * 5000), lambda: int(b'12', 1), lambda: ord(b'ab'), lambda: ord(b''), lambda: chr(b'a')):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError invalid literal for int() with base 10: b'x'
# expect: ValueError invalid literal for int() with base 10: b'x'
# expect: ValueError invalid literal for int() with base 10: b''
# expect: ValueError invalid literal for int() with base 10: b'1\x002'
# expect: ValueError invalid literal for int() with base 10: b'\xff'
# expect: ValueError invalid literal for int() with base 16: b'z'
# expect: ValueError could not convert string to float: b'x'
# expect: ValueError could not convert string to float: bytearray(b'x')
# expect: ValueError could not convert string to float: b''
# expect: ValueError Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
# expect: ValueError int() base must be >= 2 and <= 36, or 0
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: TypeError 'bytes' object cannot be interpreted as an integer
print(ord(b'a'), ord(bytearray(b'b')), eval(b'1 + 1'), round(float(b'2.5')))  # expect: 97 98 2 2
