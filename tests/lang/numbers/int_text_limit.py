# Texts of more than 4300 digits are refused; other bases are not limited.
print(len(str(10**4299)), len("%d" % (10**4299)), len(hex(10**5000)), int("9" * 4300) % 7, int("f" * 5000, 16) % 7)  # expect: 4300 4300 4155 3 3
for f in (lambda: str(10**4300), lambda: repr(10**5000), lambda: "%d" % 10**5000, lambda: f"{10**5000}", lambda: f"{10**5000:,}", lambda: int("1" * 4301), lambda: int("1" * 4301, 7), lambda: str(-(10**4300)), lambda: int("1" * 5000 + "x")):
    try:
        print(f())
    except ValueError as e:
        print(e)  # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
print(len(f"{10**5000:x}"), len(f"{10**5000:b}"), len(str(-(10**4299))))  # expect: 4153 16610 4301
