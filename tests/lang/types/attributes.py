# Attributes that are missing, read-only or not settable.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
def f():
    pass
attempt(lambda: (5).x)  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(lambda: None.x)  # expect: AttributeError: 'NoneType' object has no attribute 'x'
attempt(lambda: [].appendd)  # expect: AttributeError: 'list' object has no attribute 'appendd'
attempt(lambda: 'a'.b)  # expect: AttributeError: 'str' object has no attribute 'b'
attempt(lambda: f.x)  # expect: AttributeError: 'function' object has no attribute 'x'
attempt(lambda: int.x)  # expect: AttributeError: type object 'int' has no attribute 'x'
attempt(lambda: type.x)  # expect: AttributeError: type object 'type' has no attribute 'x'
attempt(lambda: len.x)  # expect: AttributeError: 'builtin_function_or_method' object has no attribute 'x'
attempt(lambda: [].append.x)  # expect: AttributeError: 'builtin_function_or_method' object has no attribute 'x'
attempt(lambda: (5).__add__.x)  # expect: AttributeError: 'method-wrapper' object has no attribute 'x'
attempt(lambda: object().x)  # expect: AttributeError: 'object' object has no attribute 'x'
attempt(lambda: getattr(5, 'x'))  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(lambda: getattr(5, 'x', 'default'))  # expect: default
attempt(lambda: getattr(5, 5))  # expect: TypeError: attribute name must be string, not 'int'
attempt(lambda: hasattr(5, 'real'))  # expect: True
attempt(lambda: hasattr(5, 'unreal'))  # expect: False
attempt(lambda: hasattr(5, None))  # expect: TypeError: attribute name must be string, not 'NoneType'
attempt(lambda: setattr(5, 'x', 1))  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(lambda: setattr(5, 'real', 1))  # expect: AttributeError: attribute 'real' of 'int' objects is not writable
attempt(lambda: setattr([], 'append', 1))  # expect: AttributeError: 'list' object attribute 'append' is read-only
attempt(lambda: setattr([], 'x', 1))  # expect: AttributeError: 'list' object has no attribute 'x'
attempt(lambda: setattr(object(), 'x', 1))  # expect: AttributeError: 'object' object has no attribute 'x'
attempt(lambda: setattr(int, 'x', 1))  # expect: TypeError: cannot set 'x' attribute of immutable type 'int'
attempt(lambda: setattr(int, '__name__', 1))  # expect: TypeError: cannot set '__name__' attribute of immutable type 'int'
attempt(lambda: setattr(int, '__doc__', 1))  # expect: TypeError: cannot set '__doc__' attribute of immutable type 'int'
attempt(lambda: setattr(len, '__name__', 1))  # expect: AttributeError: attribute '__name__' of 'builtin_function_or_method' objects is not writable
attempt(lambda: setattr(None, '__class__', int))  # expect: TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses
attempt(lambda: setattr(5, '__class__', 5))  # expect: TypeError: __class__ must be set to a class, not 'int' object
attempt(lambda: setattr(5, 5, 5))  # expect: TypeError: attribute name must be string, not 'int'
attempt(lambda: delattr(5, 'x'))  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(lambda: delattr(5, 'real'))  # expect: AttributeError: attribute 'real' of 'int' objects is not writable
attempt(lambda: delattr([], 'append'))  # expect: AttributeError: 'list' object attribute 'append' is read-only
attempt(lambda: delattr([], '__class__'))  # expect: TypeError: can't delete __class__ attribute
attempt(lambda: delattr(f, 'x'))  # expect: AttributeError: 'function' object has no attribute 'x'
attempt(lambda: delattr(int, 'real'))  # expect: TypeError: cannot set 'real' attribute of immutable type 'int'
f.x = 3
print(f.x, f.__dict__)  # expect: 3 {'x': 3}
f.__dict__['y'] = 4
print(f.y)  # expect: 4
del f.x
print(f.__dict__)  # expect: {'y': 4}
attempt(lambda: f.x)  # expect: AttributeError: 'function' object has no attribute 'x'
try:
    (5).nothing
except AttributeError as e:
    print(e.name, e.obj)  # expect: nothing 5
try:
    getattr([], 'nothing')
except AttributeError as e:
    print(e.name, e.obj, e.args)  # expect: nothing [] ("'list' object has no attribute 'nothing'",)
print((5).__class__, None.__class__, int.__class__, type.__class__)  # expect: <class 'int'> <class 'NoneType'> <class 'type'> <class 'type'>
print((5).__doc__ is int.__doc__)  # expect: False
print(type(5) is int, type(type(5)) is type)  # expect: True True
