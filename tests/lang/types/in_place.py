# In-place operators: their own slot first, then the operator; the messages name the operator with `=`.
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ':', e)
a = b = [1]
a += (2, 3)
print(a, a is b)  # expect: [1, 2, 3] True
a *= 2
print(b)  # expect: [1, 2, 3, 1, 2, 3]
c = d = (1,)
c += (2,)
print(c, d)  # expect: (1, 2) (1,)
n = 2
n *= [0]
print(n)  # expect: [0, 0]
s = 'ab'
s *= 2
s += 'c'
print(s)  # expect: ababc
k = {'a': 1}
k |= {'b': 2}
print(k)  # expect: {'a': 1, 'b': 2}
n = 7
n -= 2
n //= 2
n **= 3
n <<= 2
n >>= 1
n |= 1
n &= 0xff
n ^= 2
n %= 10
print(n)  # expect: 9
x = 3
x /= 2
print(x)  # expect: 1.5
def add():
    x = 1
    x += 'a'
def subtract():
    x = []
    x -= 1
def multiply():
    x = {}
    x *= 2
def multiply_sequence():
    x = [1]
    x *= 1.5
def divide():
    x = 'a'
    x /= 2
def floor():
    x = 'a'
    x //= 2
def remainder():
    x = []
    x %= 2
def power():
    x = 'a'
    x **= 2
def shift():
    x = 1
    x <<= 'a'
def shift_right():
    x = 1
    x >>= 'a'
def both():
    x = 1.0
    x &= 1
def either():
    x = {}
    x |= 1
def differ():
    x = 1
    x ^= None
def matrix():
    x = 1
    x @= 1
def extend():
    x = []
    x += 5
def concat():
    x = ()
    x += [1]
attempt(add)  # expect: TypeError: unsupported operand type(s) for +=: 'int' and 'str'
attempt(subtract)  # expect: TypeError: unsupported operand type(s) for -=: 'list' and 'int'
attempt(multiply)  # expect: TypeError: unsupported operand type(s) for *=: 'dict' and 'int'
attempt(multiply_sequence)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
attempt(divide)  # expect: TypeError: unsupported operand type(s) for /=: 'str' and 'int'
attempt(floor)  # expect: TypeError: unsupported operand type(s) for //=: 'str' and 'int'
attempt(remainder)  # expect: TypeError: unsupported operand type(s) for %=: 'list' and 'int'
attempt(power)  # expect: TypeError: unsupported operand type(s) for **=: 'str' and 'int'
attempt(shift)  # expect: TypeError: unsupported operand type(s) for <<=: 'int' and 'str'
attempt(shift_right)  # expect: TypeError: unsupported operand type(s) for >>=: 'int' and 'str'
attempt(both)  # expect: TypeError: unsupported operand type(s) for &=: 'float' and 'int'
attempt(either)  # expect: TypeError: 'int' object is not iterable
attempt(differ)  # expect: TypeError: unsupported operand type(s) for ^=: 'int' and 'NoneType'
attempt(matrix)  # expect: TypeError: unsupported operand type(s) for @=: 'int' and 'int'
attempt(extend)  # expect: TypeError: 'int' object is not iterable
attempt(concat)  # expect: TypeError: can only concatenate tuple (not "list") to tuple
def item():
    t = ([],)
    try:
        t[0] += [1]
    finally:
        print(t)
attempt(item)  # expect: ([1],)
# expect: TypeError: 'tuple' object does not support item assignment
