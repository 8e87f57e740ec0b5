# __context__, __cause__, __suppress_context__.
def chain():
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]
try:
    chain()
except IndexError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)  # expect: ZeroDivisionError('division by zero') None False
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError("second") from first
except ValueError as e:
    print(repr(e.__context__), repr(e.__cause__), e.__suppress_context__, e.__cause__ is e.__context__)  # expect: ZeroDivisionError('division by zero') ZeroDivisionError('division by zero') True True
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second") from None
except ValueError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)  # expect: ZeroDivisionError('division by zero') None True
try:
    raise ValueError from KeyError
except ValueError as e:
    print(repr(e.__cause__))  # expect: KeyError()
e = ValueError()
print(e.__context__, e.__cause__, e.__traceback__, e.__suppress_context__)  # expect: None None None False
e.__cause__ = KeyError(1)
print(e.__suppress_context__)  # expect: True
e.__suppress_context__ = False
print(e.__suppress_context__)  # expect: False
for name in ("__context__", "__cause__", "__traceback__"):
    try:
        setattr(e, name, 5)
    except TypeError as error:
        print(error)  # expect: exception context must be None or derive from BaseException
        # expect: exception cause must be None or derive from BaseException
        # expect: __traceback__ must be a traceback or None
for name in ("__context__", "__cause__", "__traceback__"):
    try:
        delattr(e, name)
    except TypeError as error:
        print(error)  # expect: __context__ may not be deleted
        # expect: __cause__ may not be deleted
        # expect: __traceback__ may not be deleted
try:
    e.__suppress_context__ = 1
except TypeError as error:
    print(error)  # expect: attribute value type must be bool

# A context chain is cut where the new exception stands in it already.
a, b = ValueError("a"), ValueError("b")
try:
    try:
        raise a
    except ValueError:
        raise b
except ValueError:
    pass
print(b.__context__ is a, a.__context__)  # expect: True None
try:
    try:
        raise b
    except ValueError:
        raise a
except ValueError:
    pass
print(a.__context__ is b, b.__context__)  # expect: True None
try:
    try:
        raise a
    except ValueError:
        raise a
except ValueError:
    pass
print(a.__context__ is b)  # expect: True

# What was handled before is handled again after an inner handler.
import sys
try:
    raise ValueError("outer")
except ValueError:
    try:
        raise KeyError("inner")
    except KeyError:
        print(repr(sys.exc_info()[1]), repr(sys.exc_info()[1].__context__))  # expect: KeyError('inner') ValueError('outer')
    print(repr(sys.exc_info()[1]))  # expect: ValueError('outer')
print(sys.exc_info())  # expect: (None, None, None)

def handled_in_call():
    return repr(sys.exc_info()[1])
try:
    1 / 0
except ZeroDivisionError:
    print(handled_in_call())  # expect: ZeroDivisionError('division by zero')
print(handled_in_call())  # expect: None
