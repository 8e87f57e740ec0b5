# Without the limit, long texts go both ways.
import sys

print(sys.get_int_max_str_digits())  # expect: 4300
sys.set_int_max_str_digits(0)
n = 7**12000
text = str(n)
print(len(text), text[:15], text[-15:], int(text) == n, int("-" + text) == -n)  # expect: 10142 150134385617515 292535367200001 True True
print(str(10**20000) == "1" + "0" * 20000, int("1" + "0" * 20000) == 10**20000)  # expect: True True
sys.set_int_max_str_digits(1000)
try:
    str(10**1000)
except ValueError as e:
    print(e)  # expect: Exceeds the limit (1000 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
print(len(str(10**999)))  # expect: 1000
