# What can be raised, and what can be its cause.
def raising(thing, cause="none given"):
    try:
        if cause == "none given":
            raise thing
        raise thing from cause
    except BaseException as e:
        return repr(e) + " " + repr(e.__cause__)

print(raising(ValueError))  # expect: ValueError() None
print(raising(ValueError("x")))  # expect: ValueError('x') None
print(raising(5))  # expect: TypeError('exceptions must derive from BaseException') None
print(raising(int))  # expect: TypeError('exceptions must derive from BaseException') None
print(raising("text"))  # expect: TypeError('exceptions must derive from BaseException') None
print(raising(None))  # expect: TypeError('exceptions must derive from BaseException') None
print(raising(ValueError, 5))  # expect: TypeError('exception causes must derive from BaseException') None
print(raising(ValueError, int))  # expect: TypeError('exception causes must derive from BaseException') None
print(raising(ValueError, KeyError))  # expect: ValueError() KeyError()
print(raising(ValueError, KeyError("k")))  # expect: ValueError() KeyError('k')
print(raising(ValueError, None))  # expect: ValueError() None
print(raising(KeyboardInterrupt))  # expect: KeyboardInterrupt() None

def again():
    try:
        raise
    except RuntimeError as e:
        return e
print(again())  # expect: No active exception to reraise
try:
    1 / 0
except ZeroDivisionError:
    try:
        raise
    except ZeroDivisionError as e:
        print(repr(e), e.__context__)  # expect: ZeroDivisionError('division by zero') None
try:
    raise ValueError("same")
except ValueError as e:
    first = e
    try:
        raise
    except ValueError as e2:
        print(first is e2)  # expect: True
