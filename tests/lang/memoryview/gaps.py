v = memoryview(b'abcdef')[::2]
e = memoryview(b'abc')[:0][::-1]
r = memoryview(b'12')
r.release()


def attempt(f, x):
    try:
        print(f(x))
    except Exception as error:
        print(type(error).__name__, error)


print(e.contiguous, v.contiguous, bytes(v), bytearray(v), v.hex(), b'ace' == v, bytearray(b'ace') == v)  # expect: False False b'ace' bytearray(b'ace') 616365 True True
attempt(b'xaz'.find, v)  # expect: BufferError memoryview: underlying buffer is not C-contiguous
attempt(b'xaz'.find, e)  # expect: BufferError memoryview: underlying buffer is not C-contiguous
attempt(b'xaz'.__add__, v)  # expect: TypeError can't concat memoryview to bytes
attempt(b','.join, [v, v])  # expect: TypeError sequence item 0: expected a bytes-like object, memoryview found
attempt(b'ace'.__eq__, v)  # expect: NotImplemented
attempt(int, v)  # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'memoryview'
attempt(float, v)  # expect: TypeError float() argument must be a string or a real number, not 'memoryview'
attempt(lambda x: str(x, 'ascii'), v)  # expect: TypeError decoding to str: need a bytes-like object, memoryview found
attempt(eval, v)  # expect: TypeError eval() arg 1 must be a string, bytes or code object
attempt(exec, v)  # expect: TypeError exec() arg 1 must be a string, bytes or code object
attempt(lambda x: compile(x, 'a', 'exec'), v)  # expect: TypeError compile() arg 1 must be a string, bytes or AST object
attempt(int, r)  # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'memoryview'
attempt(float, r)  # expect: TypeError float() argument must be a string or a real number, not 'memoryview'
attempt(lambda x: str(x, 'ascii'), r)  # expect: TypeError decoding to str: need a bytes-like object, memoryview found
attempt(eval, r)  # expect: TypeError eval() arg 1 must be a string, bytes or code object
attempt(b'xaz'.find, r)  # expect: ValueError operation forbidden on released memoryview object
