# repr, str, hex, oct, bin.
print(0, -1, 255, 256, 999999999, 1000000000, -1000000001, 2**30, 2**60, -(2**63), 10**18, 10**19, 3**100)  # expect: 0 -1 255 256 999999999 1000000000 -1000000001 1073741824 1152921504606846976 -9223372036854775808 1000000000000000000 10000000000000000000 515377520732011331036461129765621272702107522001
print(10**100, -(7**50))  # expect: 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 -1798465042647412146620280340569649349251249
print(len(str(3**2000)), str(3**2000)[:20], str(3**2000)[-20:], int(str(7**900)) == 7**900)  # expect: 955 17478712517226516096 91673819054110440001 True
print(hex(0), hex(-1), hex(255), hex(2**30), hex(2**64 - 1), hex(-(10**30)), oct(0), oct(8), oct(-(2**31)), oct(2**90 + 5), bin(0), bin(-5), bin(2**31 + 1))  # expect: 0x0 -0x1 0xff 0x40000000 0xffffffffffffffff -0xc9f2c9cd04674edea40000000 0o0 0o10 -0o20000000000 0o1000000000000000000000000000005 0b0 -0b101 0b10000000000000000000000000000001
print(repr(True), str(False), repr(10**20), "%d" % 10**20, f"{10**20}")  # expect: True False 100000000000000000000 100000000000000000000 100000000000000000000
for f in (lambda: hex(1.5), lambda: bin("5"), lambda: oct(None), lambda: hex()):
    try:
        print(f())
    except TypeError as e:
        print(e)  # expect: 'float' object cannot be interpreted as an integer
        # expect: 'str' object cannot be interpreted as an integer
        # expect: 'NoneType' object cannot be interpreted as an integer
        # expect: hex() takes exactly one argument (0 given)
