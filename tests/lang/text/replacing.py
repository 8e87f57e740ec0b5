# replace, translate, maketrans.
s = 'the cat sat on the mat'
print(s.replace('the', 'a'), s.replace('at', 'og'), s.replace('a', 'o'), s.replace('t', ''), s.replace('cat', 'elephant', 1))  # expect: a cat sat on a mat the cog sog on the mog the cot sot on the mot he ca sa on he ma the elephant sat on the mat
print('aaa'.replace('a', 'b', 2), 'aaa'.replace('aa', 'b'), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), ''.replace('', 'x'), ''.replace('', 'x', 0), 'x'.replace('x', 'x'))  # expect: bba ba -a-b-c- -a-bc x  x
print('caf\xe9'.replace('\xe9', 'e').isascii(), 'a\u0416b\u0416'.replace('\u0416', '!'), 'abc'.replace('b', '\U0001f600'), '\u0416'.replace('\u0416', '\xe9'), 'abc'.replace('\u0416', 'x'))  # expect: True a!b! a😀c é abc
print('hello'.translate({104: 'J', 101: None, 108: 76}), 'hello'.translate(str.maketrans('el', 'ip')), 'hello'.translate(str.maketrans('h', 'j', 'l')))  # expect: JLLo hippo jeo
print('h\xe9llo'.translate({0xe9: 'e', 'x': 1}), 'abc'.translate({97: '\u0416', 98: 'xyz'}), 'aaa'.translate({97: ''}), 'abc'.translate(['x'] * 99), ''.translate(5))  # expect: hello Жxyzc  xxc 
print(str.maketrans({'a': 1, 98: 'q'}), str.maketrans('ab', 'cd'), str.maketrans('a', 'b', 'cd'), 'xyx'.translate({120: 0x1f600}))  # expect: {97: 1, 98: 'q'} {97: 99, 98: 100} {97: 98, 99: None, 100: None} 😀y😀
for f in (lambda: s.replace(1, 'a'), lambda: s.replace('a', 1), lambda: s.replace('a'), lambda: str.maketrans('a'), lambda: str.maketrans('ab', 'c'), lambda: str.maketrans({'ab': 1}), lambda: str.maketrans(1, 'a'), lambda: 'a'.translate(5), lambda: 'a'.translate({97: 1.5}), lambda: 'a'.translate({97: -1}), lambda: 'a'.translate({97: 0x110000})):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)  # expect: TypeError replace() argument 1 must be str, not int
        # expect: TypeError replace() argument 2 must be str, not int
        # expect: TypeError replace expected at least 2 arguments, got 1
        # expect: TypeError if you give only one argument to maketrans it must be a dict
        # expect: ValueError the first two maketrans arguments must have equal length
        # expect: ValueError string keys in translate table must be of length 1
        # expect: TypeError first maketrans argument must be a string if there is a second argument
        # expect: TypeError 'int' object is not subscriptable
        # expect: TypeError character mapping must return integer, None or str
        # expect: ValueError character mapping must be in range(0x110000)
        # expect: ValueError character mapping must be in range(0x110000)
