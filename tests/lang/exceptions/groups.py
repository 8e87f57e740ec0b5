# Exception groups.
g = ExceptionGroup("g", [ValueError(1), TypeError(2)])
print(g, repr(g), g.message, g.exceptions)  # expect: g (2 sub-exceptions) ExceptionGroup('g', [ValueError(1), TypeError(2)]) g (ValueError(1), TypeError(2))
print(type(BaseExceptionGroup("g", [ValueError(1)])), type(BaseExceptionGroup("g", [KeyboardInterrupt()])))  # expect: <class 'ExceptionGroup'> <class 'BaseExceptionGroup'>
for arguments in ((), ("a",), (1, [ValueError()]), ("a", 5), ("a", []), ("a", [1]), ("a", [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*arguments)
    except (TypeError, ValueError) as error:
        print(error)  # expect: BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)
        # expect: BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
        # expect: BaseExceptionGroup.__new__() argument 1 must be str, not int
        # expect: second argument (exceptions) must be a sequence
        # expect: second argument (exceptions) must be a non-empty sequence
        # expect: Item 0 of second argument (exceptions) is not an exception
        # expect: Cannot nest BaseExceptions in an ExceptionGroup
print(g.split(ValueError))  # expect: (ExceptionGroup('g', [ValueError(1)]), ExceptionGroup('g', [TypeError(2)]))
print(g.split(lambda e: isinstance(e, TypeError)))  # expect: (ExceptionGroup('g', [TypeError(2)]), ExceptionGroup('g', [ValueError(1)]))
print(g.split(KeyError))  # expect: (None, ExceptionGroup('g', [ValueError(1), TypeError(2)]))
print(g.split(ExceptionGroup))  # expect: (ExceptionGroup('g', [ValueError(1), TypeError(2)]), None)
print(g.subgroup((ValueError, KeyError)))  # expect: g (1 sub-exception)
print(g.subgroup(KeyError))  # expect: None
nested = ExceptionGroup("outer", [g, KeyError("k")])
print(nested.split(ValueError))  # expect: (ExceptionGroup('outer', [ExceptionGroup('g', [ValueError(1)])]), ExceptionGroup('outer', [ExceptionGroup('g', [TypeError(2)]), KeyError('k')]))
print(nested.subgroup(KeyError))  # expect: outer (1 sub-exception)
for condition in (5, (ValueError, 5)):
    try:
        g.split(condition)
    except TypeError as error:
        print(error)  # expect: expected a function, exception type or tuple of exception types
        # expect: expected a function, exception type or tuple of exception types
try:
    g.split(lambda e: 1 / 0)
except ZeroDivisionError as error:
    print(error)  # expect: division by zero
g.add_note("note")
print(g.split(ValueError)[0].__notes__)  # expect: ['note']
print(g.derive([KeyError(3)]))  # expect: g (1 sub-exception)
try:
    raise g
except ExceptionGroup as e:
    print(e is g, e.__traceback__ is not None, e.split(ValueError)[1].__traceback__ is e.__traceback__)  # expect: True True True
try:
    g.message = "other"
except AttributeError as error:
    print(error)  # expect: readonly attribute
