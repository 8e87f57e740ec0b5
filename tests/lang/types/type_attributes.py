# What a built-in type says of itself.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
print(int, type, object, type(None), type(len), type([].append), type(lambda: 0))  # expect: <class 'int'> <class 'type'> <class 'object'> <class 'NoneType'> <class 'builtin_function_or_method'> <class 'builtin_function_or_method'> <class 'function'>
print(int.__name__, int.__qualname__, int.__module__)  # expect: int int builtins
print(type(None).__name__, type(len).__name__, type([].__len__).__name__, type(int.__add__).__name__)  # expect: NoneType builtin_function_or_method method-wrapper wrapper_descriptor
print(int.__mro__, bool.__mro__)  # expect: (<class 'int'>, <class 'object'>) (<class 'bool'>, <class 'int'>, <class 'object'>)
print(bool.__bases__, bool.__base__, int.__base__, object.__base__, object.__bases__)  # expect: (<class 'int'>,) <class 'int'> <class 'object'> None ()
print(KeyError.__mro__)  # expect: (<class 'KeyError'>, <class 'LookupError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
print(bool.mro())  # expect: [<class 'bool'>, <class 'int'>, <class 'object'>]
print(type(int.__dict__).__name__, 'real' in int.__dict__, 'x' in int.__dict__)  # expect: mappingproxy True False
print(int.__basicsize__, int.__itemsize__, int.__dictoffset__, int.__weakrefoffset__)  # expect: 24 4 0 0
print(list.__basicsize__, list.__itemsize__, dict.__basicsize__, tuple.__basicsize__, tuple.__itemsize__)  # expect: 40 0 48 24 8
print(str.__basicsize__, float.__basicsize__, type.__basicsize__, type.__itemsize__, type.__dictoffset__)  # expect: 80 24 904 40 264
print(type(len).__basicsize__, type(len).__weakrefoffset__, object.__basicsize__)  # expect: 56 40 16
print(type(int.__dict__['real']), type(int.__dict__['__add__']), type(list.__dict__['append']))  # expect: <class 'getset_descriptor'> <class 'wrapper_descriptor'> <class 'method_descriptor'>
print(type(dict.__dict__['fromkeys']), type(str.__dict__['maketrans']), type(int.__new__))  # expect: <class 'classmethod_descriptor'> <class 'staticmethod'> <class 'builtin_function_or_method'>
print(int.__dict__['real'], int.__dict__['__add__'], list.__dict__['append'], dict.__dict__['fromkeys'])  # expect: <attribute 'real' of 'int' objects> <slot wrapper '__add__' of 'int' objects> <method 'append' of 'list' objects> <method 'fromkeys' of 'dict' objects>
print(type.__dict__['__mro__'], type.__dict__['__name__'], type.__dict__['mro'])  # expect: <member '__mro__' of 'type' objects> <attribute '__name__' of 'type' objects> <method 'mro' of 'type' objects>
print(type(5), type(type), type(5)(7))  # expect: <class 'int'> <class 'type'> 7
attempt(lambda: type())  # expect: TypeError: type() takes 1 or 3 arguments
attempt(lambda: type(1, 2))  # expect: TypeError: type() takes 1 or 3 arguments
attempt(lambda: type(1, x=1))  # expect: TypeError: type() takes no keyword arguments
attempt(lambda: type(x=1))  # expect: TypeError: type() takes 1 or 3 arguments
attempt(lambda: type(len)())  # expect: TypeError: cannot create 'builtin_function_or_method' instances
attempt(lambda: type(int.__dict__['real'])())  # expect: TypeError: cannot create 'getset_descriptor' instances
attempt(lambda: type([].__len__)())  # expect: TypeError: cannot create 'method-wrapper' instances
attempt(lambda: type(None)())  # expect: None
attempt(lambda: type(None)(1))  # expect: TypeError: NoneType takes no arguments
attempt(lambda: type(...)())  # expect: Ellipsis
attempt(lambda: type(...)(1))  # expect: TypeError: EllipsisType takes no arguments
attempt(lambda: type(NotImplemented)())  # expect: NotImplemented
attempt(lambda: object(1))  # expect: TypeError: object() takes no arguments
attempt(lambda: object.__new__())  # expect: TypeError: object.__new__(): not enough arguments
attempt(lambda: object.__new__(5))  # expect: TypeError: object.__new__(X): X is not a type object (int)
attempt(lambda: object.__new__(int))  # expect: TypeError: object.__new__(int) is not safe, use int.__new__()
attempt(lambda: int.__new__(str))  # expect: TypeError: int.__new__(str): str is not a subtype of int
attempt(lambda: object.__new__(object, 1))  # expect: TypeError: object() takes no arguments
attempt(lambda: int.__new__(int, '12'))  # expect: 12
attempt(lambda: object().__init__(1))  # expect: TypeError: object.__init__() takes exactly one argument (the instance to initialize)
attempt(lambda: int.__call__('7'))  # expect: 7
attempt(lambda: type.__call__(list, 'ab'))  # expect: ['a', 'b']
attempt(lambda: int.mro(1))  # expect: TypeError: int.mro() takes no arguments (1 given)
attempt(lambda: type.mro())  # expect: TypeError: unbound method type.mro() needs an argument
attempt(lambda: type.mro(5))  # expect: TypeError: descriptor 'mro' for 'type' objects doesn't apply to a 'int' object
attempt(lambda: object().__format__('x'))  # expect: TypeError: unsupported format string passed to object.__format__
attempt(lambda: object().__format__(5))  # expect: TypeError: __format__() argument must be str, not int
attempt(lambda: object.__str__(5))  # expect: 5
attempt(lambda: object.__repr__(5)[:14])  # expect: <int object at
attempt(lambda: object.__sizeof__(5))  # expect: 28
attempt(lambda: int.__sizeof__(5))  # expect: 28
attempt(lambda: int.__sizeof__)  # expect: <method '__sizeof__' of 'int' objects>
attempt(lambda: object.__eq__(5, 5))  # expect: True
attempt(lambda: object.__ne__(5, 5))  # expect: False
attempt(lambda: object.__ne__(5, 6))  # expect: True
attempt(lambda: object.__lt__(5, 6))  # expect: NotImplemented
attempt(lambda: object.__eq__(5, 6))  # expect: NotImplemented
attempt(lambda: object.__subclasshook__(5))  # expect: NotImplemented
attempt(lambda: object.__init_subclass__())  # expect: None
attempt(lambda: hash(int) == object.__hash__(int))  # expect: True
attempt(lambda: type.__instancecheck__(int, True))  # expect: True
attempt(lambda: int.__subclasscheck__(bool))  # expect: True
attempt(lambda: sorted(dir(object()))[:3])  # expect: ['__class__', '__delattr__', '__dir__']
attempt(lambda: 'append' in dir([]), )  # expect: True
attempt(lambda: 'mro' in dir(int))  # expect: False
