# str() and the built-in functions about text.
print(repr(str()), str(5), str(None), str([1, 'a']), str(1.5), str('x'), str(True), str(object='y'), str(()))  # expect: '' 5 None [1, 'a'] 1.5 x True y ()
print(ord('a'), ord('\u0416'), ord('\U0001f600'), chr(97), chr(0x416), repr(chr(0)), chr(0x10ffff) == '\U0010ffff', len(chr(0xd800)))  # expect: 97 1046 128512 a Ж '\x00' True 1
print(ascii('caf\xe9'), ascii(5), format(5, '>3'), format('a'), format('a', '^3') + '|', format(3.14159, '.2f'), callable(str), str.__name__)  # expect: 'caf\xe9' 5   5 a  a | 3.14 True str
print(isinstance('a', str), type('a') is str, str is type(''), 'abc'.__len__(), str.upper('abc'), str.__add__('a', 'b'), 'a'.__class__.__name__)  # expect: True True True 3 ABC ab str
print('abc'.__sizeof__(), '\xe9'.__sizeof__(), '\u0416'.__sizeof__(), '\U0001f600'.__sizeof__(), ''.__sizeof__())  # expect: 52 74 76 80 49
for f in (lambda: ord('ab'), lambda: ord(5), lambda: ord(''), lambda: chr(-1), lambda: chr(0x110000), lambda: chr('a'), lambda: chr(2**40), lambda: str(1, 2), lambda: str('a', 'utf-8'), lambda: str(1, 'utf-8'), lambda: str(foo=1), lambda: str(1, 2, 3, 4), lambda: format(1, 2), lambda: str.upper(), lambda: str.upper(5), lambda: 'a'.upper(1), lambda: 'a'.nothing):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: TypeError ord() expected a character, but string of length 2 found
        # expect: TypeError ord() expected string of length 1, but int found
        # expect: TypeError ord() expected a character, but string of length 0 found
        # expect: ValueError chr() arg not in range(0x110000)
        # expect: ValueError chr() arg not in range(0x110000)
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: OverflowError Python int too large to convert to C int
        # expect: TypeError str() argument 'encoding' must be str, not int
        # expect: TypeError decoding str is not supported
        # expect: TypeError decoding to str: need a bytes-like object, int found
        # expect: TypeError 'foo' is an invalid keyword argument for str()
        # expect: TypeError str() takes at most 3 arguments (4 given)
        # expect: TypeError format() argument 2 must be str, not int
        # expect: TypeError unbound method str.upper() needs an argument
        # expect: TypeError descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
        # expect: TypeError str.upper() takes no arguments (1 given)
        # expect: AttributeError 'str' object has no attribute 'nothing'
