# UnicodeEncodeError, UnicodeTranslateError.
e = UnicodeEncodeError("ascii", "ab\xff", 2, 3, "reason")
print(e)  # expect: 'ascii' codec can't encode character '\xff' in position 2: reason
print(e.encoding, e.start, e.end, e.reason, e.args)  # expect: ascii 2 3 reason ('ascii', 'abÿ', 2, 3, 'reason')
print(UnicodeEncodeError("ascii", "a\u1234b", 1, 2, "r"))  # expect: 'ascii' codec can't encode character '\u1234' in position 1: r
print(UnicodeEncodeError("ascii", "a\U00012345b", 1, 2, "r"))  # expect: 'ascii' codec can't encode character '\U00012345' in position 1: r
print(UnicodeEncodeError("ascii", "ab", 0, 2, "r"))  # expect: 'ascii' codec can't encode characters in position 0-1: r
print(UnicodeEncodeError("ascii", "ab", 5, 6, "r"))  # expect: 'ascii' codec can't encode characters in position 5-5: r
print(UnicodeTranslateError("a\xe9", 1, 2, "r"))  # expect: can't translate character '\xe9' in position 1: r
print(UnicodeTranslateError("a\xe9", 0, 2, "r"))  # expect: can't translate characters in position 0-1: r
for arguments in ((), (1, "a", 1, 2, "r"), ("a", 1, 1, 2, "r"), ("a", "b", "c", 2, "r"), ("a", "b", 1, 2, 3)):
    try:
        UnicodeEncodeError(*arguments)
    except TypeError as error:
        print(error)  # expect: function takes exactly 5 arguments (0 given)
        # expect: argument 1 must be str, not int
        # expect: argument 2 must be str, not int
        # expect: 'str' object cannot be interpreted as an integer
        # expect: argument 5 must be str, not int
try:
    UnicodeDecodeError("a", "not bytes", 1, 2, "r")
except TypeError as error:
    print(error)  # expect: a bytes-like object is required, not 'str'
e.start = 0
e.reason = 5
print(e)  # expect: 'ascii' codec can't encode characters in position 0-2: 5
print(isinstance(e, ValueError))  # expect: True
