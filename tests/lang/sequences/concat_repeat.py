def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print([1] + [2, 3], [] + [], [] + [1], [1] + [])  # expect: [1, 2, 3] [] [1] [1]
print([0] * 3, 3 * [0], [1, 2] * 2, [1] * 0, [1] * -5, [] * 100, [1, 2] * True)  # expect: [0, 0, 0] [0, 0, 0] [1, 2, 1, 2] [] [] [] [1, 2]
print((1,) + (2, 3), () + (1,), (1,) + (), (1, 2) * 2, 3 * (0,), (1,) * 0, () * 5)  # expect: (1, 2, 3) (1,) (1,) (1, 2, 1, 2) (0, 0, 0) () ()
t = (1, 2)
print(t + () is t, () + t is t, t * 1 is t, 1 * t is t)  # expect: True True True True
a = [[]] * 3
a[0].append(1)
print(a)  # expect: [[1], [1], [1]]
attempt(lambda: [1] + (2,))  # expect: TypeError: can only concatenate list (not "tuple") to list
attempt(lambda: (1,) + [2])  # expect: TypeError: can only concatenate tuple (not "list") to tuple
attempt(lambda: [1] + 1)  # expect: TypeError: can only concatenate list (not "int") to list
attempt(lambda: 1 + [1])  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'list'
attempt(lambda: [1] * 1.5)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
attempt(lambda: [1] * [2])  # expect: TypeError: can't multiply sequence by non-int of type 'list'
attempt(lambda: (1,) * "a")  # expect: TypeError: can't multiply sequence by non-int of type 'str'
attempt(lambda: [1] - [1])  # expect: TypeError: unsupported operand type(s) for -: 'list' and 'list'
attempt(lambda: [1] * 2**70)  # expect: OverflowError: cannot fit 'int' into an index-sized integer
attempt(lambda: len([1] * (2**62)))  # expect: MemoryError: -
attempt(lambda: len((1, 2) * (2**62)))  # expect: MemoryError: -
b = [1, 2]
c = b
b += [3]
b *= 2
print(b, c is b)  # expect: [1, 2, 3, 1, 2, 3] True
b *= 1
b *= 0
print(b, c)  # expect: [] []
b += (5,)
b += "z"
print(c)  # expect: [5, 'z']
d = (1, 2)
e = d
d += (3,)
d *= 2
print(d, e)  # expect: (1, 2, 3, 1, 2, 3) (1, 2)
def bad():
    x = [1]
    x += 5
attempt(bad)  # expect: TypeError: 'int' object is not iterable
def bad2():
    x = [1]
    x *= "a"
attempt(bad2)  # expect: TypeError: can't multiply sequence by non-int of type 'str'
big = [1, 2, 3] * 1000
print(len(big), big.count(2), big[2997:])  # expect: 3000 1000 [1, 2, 3]
