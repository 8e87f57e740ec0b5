# `+`, `*` and `+=`.
print('ab' + 'cd', '' + 'x', 'x' + '', '' + '')  # expect: abcd x x 
a = 'xyz!'
print((a + '') is a, ('' + a) is a, (a * 1) is a, a * 0 == '', a * -3 == '')  # expect: True True True True True
print('ab' * 3, 3 * 'ab', 'a' * 5, '\u0416' * 3, 'h\xe9' * 2, '' * 5 == '')  # expect: ababab ababab aaaaa ЖЖЖ héhé True
print('a' + '\xe9', 'a' + '\u0416', '\xe9' + '\U0001f600', len('a' + '\U0001f600'))  # expect: aé aЖ é😀 2
s = 'start'
t = s
for i in range(12):
    s += str(i)
print(s, t)  # expect: start01234567891011 start
def build(n):
    s = ''
    for i in range(n):
        s += 'x'
        s = s + 'yz'
    return s
print(build(20), len(build(1000)))  # expect: xyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyz 3000
def shared(n):
    s = 'base-'
    kept = []
    for i in range(n):
        kept.append(s)
        s += 'q'
    return kept[0], kept[-1], s
print(shared(12))  # expect: ('base-', 'base-qqqqqqqqqqq', 'base-qqqqqqqqqqqq')
def widening():
    s = 'a'
    for c in ('b', '\xe9', 'c', '\u0416', 'd', '\U0001f600', 'e'):
        s += c
        s += s[-1]
    return s
print(widening())  # expect: abbééccЖЖdd😀😀ee
def hashed():
    s = 'k' + str(1)
    for i in range(12):
        d = {s: i}
        s += 'v'
    return s, len(d)
print(hashed())  # expect: ('k1vvvvvvvvvvvv', 1)
for f in (lambda: 'a' + 5, lambda: 5 + 'a', lambda: 'a' * 'b', lambda: 'a' * 1.5, lambda: 'a' + None, lambda: 'a' * 10**30):
    try:
        print(f())
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)  # expect: TypeError can only concatenate str (not "int") to str
        # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
        # expect: TypeError can't multiply sequence by non-int of type 'str'
        # expect: TypeError can't multiply sequence by non-int of type 'float'
        # expect: TypeError can only concatenate str (not "NoneType") to str
        # expect: OverflowError cannot fit 'int' into an index-sized integer
for f in (lambda: 'ab' * 10**18, lambda: 'x' * 10**15, lambda: '\u0416' * 2**61, lambda: 'ab'.center(10**18)):
    try:
        f()
    except MemoryError as e:
        print('MemoryError', e.args)  # expect: MemoryError ()
        # expect: MemoryError ()
        # expect: MemoryError ()
        # expect: MemoryError ()
