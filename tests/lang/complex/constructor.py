print(complex(), complex(1), complex(1, 2), complex(real=3), complex(imag=4), complex(1j, 1j), complex(True), complex(1.5, -0.0), complex(-0.0, -0.0), complex(2, 3j))  # expect: 0j (1+0j) (1+2j) (3+0j) 4j (-1+1j) (1+0j) (1.5-0j) (-0-0j) (-1+0j)
for text in ('1+2j', ' ( 1e3-2.5j ) ', 'j', '-j', '+1-j', '1', '-1.5', 'nan+infj', '1_0+2_0j', 'inf', '-infinityj', '.5j', '5.', '1E2J', '(2)', '\u0661+\u0662j'):
    print(repr(text), complex(text))
# expect: '1+2j' (1+2j)
# expect: ' ( 1e3-2.5j ) ' (1000-2.5j)
# expect: 'j' 1j
# expect: '-j' -1j
# expect: '+1-j' (1-1j)
# expect: '1' (1+0j)
# expect: '-1.5' (-1.5+0j)
# expect: 'nan+infj' (nan+infj)
# expect: '1_0+2_0j' (10+20j)
# expect: 'inf' (inf+0j)
# expect: '-infinityj' -infj
# expect: '.5j' 0.5j
# expect: '5.' (5+0j)
# expect: '1E2J' 100j
# expect: '(2)' (2+0j)
# expect: '١+٢j' (1+2j)
for text in ('a', '', '1+', '1+2', '1 + 2j', '(1', '1)', '1j2', '--1', '1__0', '()', 'jj', '1e', '1+2jx', '_1'):
    try:
        print(complex(text))
    except ValueError as e:
        print(e)
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: could not convert string to complex: '1__0'
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: could not convert string to complex: '_1'
class C:
    def __complex__(self):
        return 1 + 2j
class Wrong:
    def __complex__(self):
        return 1
class Float:
    def __float__(self):
        return 2.5
class Index:
    def __index__(self):
        return 7
class Int:
    def __int__(self):
        return 1
print(complex(C()), complex(Float(), Index()), complex(C(), 1))  # expect: (1+2j) (2.5+7j) (1+3j)
for call in (lambda: complex([]), lambda: complex(None), lambda: complex(1, None), lambda: complex('1', 2), lambda: complex(1, '2'), lambda: complex(1, 2, 3), lambda: complex(x=1), lambda: complex(b'1'), lambda: complex(Wrong()), lambda: complex(Int()), lambda: complex(1, C()), lambda: complex(10 ** 400)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError complex() first argument must be a string or a number, not 'list'
# expect: TypeError complex() first argument must be a string or a number, not 'NoneType'
# expect: TypeError complex() second argument must be a number, not 'NoneType'
# expect: TypeError complex() can't take second arg if first is a string
# expect: TypeError complex() second arg can't be a string
# expect: TypeError complex() takes at most 2 arguments (3 given)
# expect: TypeError 'x' is an invalid keyword argument for complex()
# expect: TypeError complex() first argument must be a string or a number, not 'bytes'
# expect: TypeError __complex__ returned non-complex (type int)
# expect: TypeError complex() first argument must be a string or a number, not 'Int'
# expect: TypeError complex() second argument must be a number, not 'C'
# expect: OverflowError int too large to convert to float
