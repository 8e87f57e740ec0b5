def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
print(isinstance(5, int), isinstance(True, int), isinstance(5, bool), isinstance(5, object))  # expect: True True False True
print(isinstance(int, type), isinstance(type, type), isinstance(type, object), isinstance(None, type(None)))  # expect: True True True True
print(isinstance(5, (str, int)), isinstance(5, (str, (list, (int,)))), isinstance(5, ()), isinstance('', (int, float)))  # expect: True True False False
print(issubclass(bool, int), issubclass(int, bool), issubclass(int, int), issubclass(int, object))  # expect: True False True True
print(issubclass(KeyError, (ValueError, LookupError)), issubclass(int, ()))  # expect: True False
try:
    {}['a']
except LookupError as e:
    print(isinstance(e, KeyError), isinstance(e, Exception), isinstance(e, ValueError))  # expect: True True False
attempt(lambda: isinstance(1, 1))  # expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: isinstance(1, (str, 1)))  # expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: isinstance(1, (int, 1)))  # expect: True
attempt(lambda: isinstance(1, [int]))  # expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: issubclass(1, int))  # expect: TypeError: issubclass() arg 1 must be a class
attempt(lambda: issubclass(int, 1))  # expect: TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union
attempt(lambda: issubclass(int, (str, 'x')))  # expect: TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union
attempt(lambda: isinstance(1))  # expect: TypeError: isinstance expected 2 arguments, got 1
attempt(lambda: isinstance())  # expect: TypeError: isinstance expected 2 arguments, got 0
attempt(lambda: issubclass(int))  # expect: TypeError: issubclass expected 2 arguments, got 1
