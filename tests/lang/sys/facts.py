# What sys tells.
import sys
print(sys.maxsize, sys.maxunicode, sys.byteorder)  # expect: 9223372036854775807 1114111 little
print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 11), sys.version_info == tuple(sys.version_info))  # expect: (3, 11) 3 True True
print(sys.version_info.releaselevel, type(sys.version_info).__name__, len(sys.version_info))  # expect: final version_info 5
print(sys.hash_info)  # expect: sys.hash_info(width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003, algorithm='siphash13', hash_bits=64, seed_bits=128, cutoff=0)
print(sys.int_info)  # expect: sys.int_info(bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
print(sys.float_info)
# expect: sys.float_info(max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)
print(sys.hexversion >> 16 == 0x030b, sys.version[:4], sys.float_repr_style)  # expect: True 3.11 short
print(type(sys.version_info).n_fields, type(sys.int_info).__match_args__)  # expect: 5 ('bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold')
print(sys.int_info + (1,), sys.int_info[1:3], hash(sys.int_info) == hash(tuple(sys.int_info)))  # expect: (30, 4, 4300, 640, 1) (4, 4300) True
print(sys.int_info.__reduce__()[0])  # expect: <class 'sys.int_info'>
for action in (lambda: type(sys.version_info)((1,)), lambda: sys.version_info.nothing):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)  # expect: TypeError cannot create 'sys.version_info' instances
        # expect: AttributeError 'sys.version_info' object has no attribute 'nothing'
try:
    sys.version_info.major = 4
except AttributeError as error:
    print(error)  # expect: readonly attribute
print(type(sys.implementation), sys.implementation.version == sys.version_info)  # expect: <class 'types.SimpleNamespace'> True
print(sys.getdefaultencoding(), sys.is_finalizing(), type(sys.argv))  # expect: utf-8 False <class 'list'>
print(sys.get_int_max_str_digits(), sys.getrecursionlimit())  # expect: 4300 1000
