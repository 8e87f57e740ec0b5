# What may stand after `except`.
def matches(error, types):
    try:
        try:
            raise error
        except types:
            return True
    except BaseException as e:
        return repr(e)

print(matches(ValueError(), ValueError))  # expect: True
print(matches(ValueError(), Exception))  # expect: True
print(matches(ValueError(1), KeyError))  # expect: ValueError(1)
print(matches(ValueError(), (KeyError, ValueError)))  # expect: True
print(matches(ValueError(2), ()))  # expect: ValueError(2)
print(matches(ValueError(), 5))  # expect: TypeError('catching classes that do not inherit from BaseException is not allowed')
print(matches(ValueError(), int))  # expect: TypeError('catching classes that do not inherit from BaseException is not allowed')
print(matches(ValueError(), (ValueError, 5)))  # expect: TypeError('catching classes that do not inherit from BaseException is not allowed')
print(matches(ValueError(), (5, ValueError)))  # expect: TypeError('catching classes that do not inherit from BaseException is not allowed')
print(matches(ValueError(), ((KeyError, ValueError),)))  # expect: TypeError('catching classes that do not inherit from BaseException is not allowed')
print(matches(ValueError(), None))  # expect: TypeError('catching classes that do not inherit from BaseException is not allowed')
