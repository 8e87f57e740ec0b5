m = memoryview(b'hello world')


def wrong(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


wrong(lambda: memoryview())  # expect: TypeError memoryview() missing required argument 'object' (pos 1)
wrong(lambda: memoryview(1))  # expect: TypeError memoryview: a bytes-like object is required, not 'int'
wrong(lambda: memoryview('a'))  # expect: TypeError memoryview: a bytes-like object is required, not 'str'
wrong(lambda: memoryview([1]))  # expect: TypeError memoryview: a bytes-like object is required, not 'list'
wrong(lambda: memoryview(b'a', 1))  # expect: TypeError memoryview() takes at most 1 argument (2 given)
wrong(lambda: memoryview(object=b'a').tolist())  # expect: [97]
wrong(lambda: m[100])  # expect: IndexError index out of bounds on dimension 1
wrong(lambda: m['a'])  # expect: TypeError memoryview: invalid slice key
wrong(lambda: m[1.5])  # expect: TypeError memoryview: invalid slice key
wrong(lambda: m[()])  # expect: NotImplementedError sub-views are not implemented
wrong(lambda: m[0, 0])  # expect: TypeError cannot index 1-dimension view with 2-element tuple
wrong(lambda: m.__delitem__(0))  # expect: TypeError cannot modify read-only memory
wrong(lambda: hash(memoryview(bytearray(1))))  # expect: ValueError cannot hash writable memoryview object
wrong(lambda: hash(memoryview(b'abcd').cast('H')))  # expect: ValueError memoryview: hashing is restricted to formats 'B', 'b' or 'c'
wrong(lambda: m < m)  # expect: TypeError '<' not supported between instances of 'memoryview' and 'memoryview'
wrong(lambda: m + m)  # expect: TypeError unsupported operand type(s) for +: 'memoryview' and 'memoryview'
wrong(lambda: m * 2)  # expect: TypeError unsupported operand type(s) for *: 'memoryview' and 'int'
wrong(lambda: m.tobytes('X'))  # expect: ValueError order must be 'C', 'F' or 'A'
wrong(lambda: m.tobytes(1))  # expect: TypeError tobytes() argument 'order' must be str or None, not int
wrong(lambda: m.nothing)  # expect: AttributeError 'memoryview' object has no attribute 'nothing'
wrong(lambda: setattr(m, 'obj', 1))  # expect: AttributeError attribute 'obj' of 'memoryview' objects is not writable
wrong(lambda: type('Sub', (memoryview,), {}))  # expect: TypeError type 'memoryview' is not an acceptable base type
