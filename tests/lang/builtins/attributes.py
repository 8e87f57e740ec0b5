# getattr, hasattr, setattr, delattr, vars, dir.
e = ValueError()
setattr(e, "x", 5)
print(getattr(e, "x"), hasattr(e, "x"), hasattr(e, "y"), getattr(e, "y", "default"))  # expect: 5 True False default
delattr(e, "x")
print(hasattr(e, "x"))  # expect: False
print(getattr([], "append")(1), getattr(5, "real"))  # expect: None 5
for action in (
    lambda: getattr(e, "y"),
    lambda: getattr(e, 5),
    lambda: getattr(e),
    lambda: getattr(e, "a", 1, 2),
    lambda: hasattr(e, 5),
    lambda: hasattr(e),
    lambda: setattr(5, "x", 1),
    lambda: setattr(e, 5, 1),
    lambda: setattr(e, "x"),
    lambda: delattr(e, "x"),
    lambda: delattr(5, "real"),
    lambda: vars(5),
    lambda: vars(1, 2),
    lambda: dir(1, 2),
    lambda: callable(),
    lambda: callable(x=1),
    lambda: id(),
    lambda: hash([]),
    lambda: globals(1),
    lambda: isinstance(1, 2),
    lambda: isinstance(1),
    lambda: issubclass(1, int),
    lambda: issubclass(int, 2),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)  # expect: AttributeError 'ValueError' object has no attribute 'y'
        # expect: TypeError attribute name must be string, not 'int'
        # expect: TypeError getattr expected at least 2 arguments, got 1
        # expect: TypeError getattr expected at most 3 arguments, got 4
        # expect: TypeError attribute name must be string, not 'int'
        # expect: TypeError hasattr expected 2 arguments, got 1
        # expect: AttributeError 'int' object has no attribute 'x'
        # expect: TypeError attribute name must be string, not 'int'
        # expect: TypeError setattr expected 3 arguments, got 2
        # expect: AttributeError 'ValueError' object has no attribute 'x'
        # expect: AttributeError attribute 'real' of 'int' objects is not writable
        # expect: TypeError vars() argument must have __dict__ attribute
        # expect: TypeError vars expected at most 1 argument, got 2
        # expect: TypeError dir expected at most 1 argument, got 2
        # expect: TypeError callable() takes exactly one argument (0 given)
        # expect: TypeError callable() takes no keyword arguments
        # expect: TypeError id() takes exactly one argument (0 given)
        # expect: TypeError unhashable type: 'list'
        # expect: TypeError globals() takes no arguments (1 given)
        # expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
        # expect: TypeError isinstance expected 2 arguments, got 1
        # expect: TypeError issubclass() arg 1 must be a class
        # expect: TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
e.z = 1
print(vars(e))  # expect: {'z': 1}
print([name for name in dir(e) if not name.startswith("_")])  # expect: ['add_note', 'args', 'with_traceback', 'z']
print(callable(len), callable(int), callable(lambda: 1), callable(5), callable(e))  # expect: True True True False False
print(isinstance(True, int), isinstance(1, (str, int)), isinstance(1, ()), isinstance(1, ((str,), int)))  # expect: True True False True
print(issubclass(bool, int), issubclass(int, (str, object)), isinstance(int, type))  # expect: True True True
print(hash(5) == 5, hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)), hash(2 ** 61), hash(-1), hash(1.5))  # expect: True True True 1 -2 1152921504606846977
x = []
print(id(x) == id(x), id([]) == id(x), repr("a'b"), repr([1, "x"]))  # expect: True False "a'b" [1, 'x']
def namespaces(a, b=2):
    c = 3
    return sorted(locals()), sorted(vars()), dir(), globals() is glob
glob = globals()
print(namespaces(1))  # expect: (['a', 'b', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c'], True)
print("namespaces" in dir(), "glob" in globals(), locals() is globals(), vars() is globals())  # expect: True True True True
