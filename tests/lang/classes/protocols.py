def t(code, ns={}):
    try:
        r = eval(code, dict(globals()))
        print(code, "=>", r if not callable(r) or isinstance(r, type) else type(r).__name__)
    except BaseException as e:
        print(code, "!!", type(e).__name__, e)
class A:
    x = 1
    def __init__(self, v=0): self.v = v
    def m(self): pass
class S:
    __slots__ = ("a", "b")
class B(A): pass
a = A(5); b = B(); s = S(); s.a = 1


EXPRESSIONS = """
a.__getstate__()
s.__getstate__()
S().__getstate__()
object().__getstate__()
dir(A) == dir(B)
object.__new__()
object.__new__(1)
object.__new__(int)
A.__new__(B).v
int.__new__(A)
int.__new__(bool, 1)
object.__init__(a, 1)
object().__init__(1)
object(1)
object.__init_subclass__()
object.__init_subclass__(1)
A.__init_subclass__(x=1)
object.__subclasshook__(1)
A.__subclasshook__(1)
object.__format__(a, "x")
object.__sizeof__(a)
A.__sizeof__()
A.__sizeof__(a)
type.__sizeof__(A)
a.__class__
A.__class__
a.__eq__(a)
a.__eq__(1)
a.__ne__(a)
a.__lt__(1)
a.__hash__() == hash(a)
a.__str__()[:8]
a.__doc__
A.__init__.__doc__
A.m.__doc__
a.m.__name__
a.m.__qualname__
a.m.__module__
a.m.__self__ is a
a.m == a.m
a.m is a.m
a.m == A(5).m
hash(a.m) == hash(a.m)
A.m.__get__(a)
A.m.__get__(None, A)
A.m.__get__(None)
A.m.__get__()
type(A.__dict__["m"])
type(A.__dict__)
A.__dict__["x"]
A.__dict__.get("zz")
"x" in A.__dict__
A.__weakref__
A.__dict__["__dict__"]
A.__dict__["__weakref__"]
A.__dict__["__dict__"].__get__(a)
A.__dict__["__dict__"].__objclass__
S.a.__objclass__
S.a.__set__(s, 9)
S.a.__get__(1)
S.a.__get__(s)
S.a.__delete__(s)
S.a.__delete__(s)
S.b.__get__(s)
isinstance(a, (int, (str, A)))
isinstance(a, 5)
isinstance(a, (5,))
issubclass(A, 5)
issubclass(5, A)
issubclass(B, (int, A))
isinstance(A, type)
isinstance(type, object)
isinstance(object, type)
issubclass(type, object)
type(type) is type
type.__mro__
type.__base__
object.__base__
A.__base__
A.mro()
type.mro(A)
type.mro(5)
A.__subclasses__()
type.__subclasses__(A)
type.__call__(A, 3).v
type.__call__(5)
type(a).__name__
A.__name__
A.__flags__ & 1
A.__text_signature__
A.__annotations__
int.__annotations__
a.__annotations__
A.__module__
int.__module__
A.__abstractmethods__
type.__abstractmethods__
type.__doc__[:10]
A.__prepare__()
type.__prepare__(1,2,x=3)
type.__instancecheck__(A, a)
type.__subclasscheck__(A, B)
A.__instancecheck__(a)
A.__or__(int)
A | int
A | None
None | A
A | 5
getattr(a, "v")
getattr(a, "zz")
getattr(a, "zz", None)
getattr(a)
setattr(a, "q", 1)
a.q
delattr(a, "q")
delattr(a, "q")
hasattr(a, "v")
vars(a)
vars(5)
vars(s)
vars(A)["x"]
callable(A)
callable(a)
callable(a.m)
callable(len)
super(B, b).m
super(B, b).x
super(B, B).m
super(B, A)
super(A, b).__init__
super().x
super(B, b).__class__
super(B, b).zork
super(B, b) 
property(1).fget
property(None).fget
property(fget=5, doc="x").__doc__
property(lambda s: 5).__get__(a)
property(lambda s: 5).__set__(a, 1)
property().__delete__(a)
staticmethod(len)([1])
staticmethod(len).__get__(1)
staticmethod(len).__func__
staticmethod(len).__wrapped__
staticmethod(5)
classmethod(len).__get__(None, [1])
classmethod(len).__get__([1])
classmethod(5).__get__(1)
classmethod(len)()
type("X", (A,), {})
type("X", (A,), {})().v
type("X", (A, A), {})
type("X", (A, object), {}).__mro__[1:]
type("X", (object, A), {})
type("X", (int, A), {})(5) + 1
type("X", (type,), {})("Y", (), {})
type("X", (), {"__slots__": ["a", "a"]})
type("X", (), {"__slots__": "ab"}).ab
type("X", (A,), {"__slots__": ()})().__dict__
type("X", (), {"__call__": lambda self, *a: a})()(1, 2)
type("X", (), {"__getattr__": lambda self, n: n.upper()})().foo
type("X", (), {"__eq__": lambda s, o: True}).__hash__
type("X", (), {"__eq__": lambda s, o: True, "__hash__": lambda s: 5})() in {1: 2}
type("X", (), {"__len__": lambda s: 3, "__getitem__": lambda s, i: i if i < 3 else [][0]})
list(type("X", (), {"__len__": lambda s: 3, "__getitem__": lambda s, i: i if i < 3 else [][0]})())
list(reversed(type("X", (), {"__len__": lambda s: 3, "__getitem__": lambda s, i: i})()))
list(reversed(type("X", (), {"__reversed__": lambda s: iter("abc")})()))
2 in type("X", (), {"__getitem__": lambda s, i: i if i < 3 else [][0]})()
5 in type("X", (), {"__getitem__": lambda s, i: i if i < 3 else [][0]})()
1 in type("X", (), {"__contains__": None})()
iter(type("X", (), {"__iter__": None})())
hash(type("X", (), {"__hash__": None})())
list(type("X", (), {"__iter__": lambda s: iter([1])})())
next(type("X", (), {"__next__": lambda s: 7})())
next(type("X", (), {"__next__": None})())
round(type("X", (), {"__round__": lambda s, n=1: n})(), 5)
abs(type("X", (), {"__abs__": lambda s: "abs"})())
divmod(type("X", (), {"__divmod__": lambda s, o: (s.__class__.__name__, o)})(), 3)
int(type("X", (), {"__int__": lambda s: 5})())
int(type("X", (), {"__index__": lambda s: 6})())
int(type("X", (), {"__int__": lambda s: "5"})())
float(type("X", (), {"__float__": lambda s: 5})())
float(type("X", (), {"__index__": lambda s: 5})())
str(type("X", (), {"__str__": lambda s: 5})())
repr(type("X", (), {"__repr__": lambda s: "r"})())
str(type("X", (), {"__repr__": lambda s: "r"})())
f"{type('X', (), {'__format__': lambda s, f: 'F' + f})():abc}"
f"{type('X', (), {'__format__': lambda s, f: 5})():abc}"
[1,2,3][type("X", (), {"__index__": lambda s: 1})():]
"abc" * type("X", (), {"__index__": lambda s: 2})()
range(type("X", (), {"__index__": lambda s: 2})())
dir(type("X", (), {"__dir__": lambda s: ["b", "a"]})())
dir(type("X", (), {"__dir__": lambda s: 5})())
len(type("X", (), {"__len__": lambda s: 2**70})())
len(type("X", (), {"__len__": lambda s: 1.5})())
bool(type("X", (), {"__len__": lambda s: 0})())
isinstance(1, type("X", (), {"__class__": property(lambda s: int)})())
isinstance(type("X", (), {"__class__": property(lambda s: int)})(), int)
type(type("X", (), {"__class__": property(lambda s: int)})()).__name__
type("X", (), {"__class_getitem__": lambda c, i: (c.__name__, i)})[5]
type("X", (), {"__missing__": lambda s, k: k}, )().__missing__(1)
sum([type("X", (), {"__radd__": lambda s, o: ("radd", o)})()])
sorted([3, 1], key=type("X", (), {"__call__": lambda s, v: -v})())
max(type("X", (), {"__iter__": lambda s: iter([1, 5, 2])})())
print(type("X", (), {"__str__": lambda s: "printed"})())
A.__dict__["m"](a)
A.__init__(a, 7)
a.v
A.m()
A.m(1, 2)
A(1, 2)
A(w=1)
A.__call__(3).v
A.__getattribute__(a, "v")
object.__getattribute__(a, "v")
object.__getattribute__(a, "zz")
object.__getattribute__(a, 5)
object.__setattr__(a, "n", 5)
a.n
object.__delattr__(a, "n")
object.__setattr__(A, "n", 5)
type.__setattr__(A, "n", 5)
A.n
type.__delattr__(A, "n")
type.__getattribute__(A, "x")
type.__setattr__(int, "n", 5)
object.__repr__(5)[:13]
object.__str__("abc")
object.__hash__(5) == hash(5)
object.__eq__(5, 5)
object.__ne__(1, 2)
object.__lt__(1, 2)
list.__class_getitem__
list[int]
dict[str, int]
list[int](["a"])
tuple[int, ...]
type[int]
list[int] == list[int]
list[int].__origin__
list[int].__args__
list[int].append
isinstance([], list[int])
int | str
int | None
isinstance(5, int | str)
issubclass(int, int | str)
(int | str) == (str | int)
int | "x"
"""
for c in EXPRESSIONS.strip().split("\n"):
    t(c)
# expect: a.__getstate__() => {'v': 5}
# expect: s.__getstate__() => (None, {'a': 1})
# expect: S().__getstate__() => None
# expect: object().__getstate__() => None
# expect: dir(A) == dir(B) => True
# expect: object.__new__() !! TypeError object.__new__(): not enough arguments
# expect: object.__new__(1) !! TypeError object.__new__(X): X is not a type object (int)
# expect: object.__new__(int) !! TypeError object.__new__(int) is not safe, use int.__new__()
# expect: A.__new__(B).v !! AttributeError 'B' object has no attribute 'v'
# expect: int.__new__(A) !! TypeError int.__new__(A): A is not a subtype of int
# expect: int.__new__(bool, 1) !! TypeError int.__new__(bool) is not safe, use bool.__new__()
# expect: object.__init__(a, 1) !! TypeError object.__init__() takes exactly one argument (the instance to initialize)
# expect: object().__init__(1) !! TypeError object.__init__() takes exactly one argument (the instance to initialize)
# expect: object(1) !! TypeError object() takes no arguments
# expect: object.__init_subclass__() => None
# expect: object.__init_subclass__(1) !! TypeError object.__init_subclass__() takes no arguments (1 given)
# expect: A.__init_subclass__(x=1) !! TypeError A.__init_subclass__() takes no keyword arguments
# expect: object.__subclasshook__(1) => NotImplemented
# expect: A.__subclasshook__(1) => NotImplemented
# expect: object.__format__(a, "x") !! TypeError unsupported format string passed to A.__format__
# expect: object.__sizeof__(a) => 24
# expect: A.__sizeof__() !! TypeError unbound method object.__sizeof__() needs an argument
# expect: A.__sizeof__(a) => 24
# expect: type.__sizeof__(A) => 1672
# expect: a.__class__ => <class '__main__.A'>
# expect: A.__class__ => <class 'type'>
# expect: a.__eq__(a) => True
# expect: a.__eq__(1) => NotImplemented
# expect: a.__ne__(a) => False
# expect: a.__lt__(1) => NotImplemented
# expect: a.__hash__() == hash(a) => True
# expect: a.__str__()[:8] => <__main_
# expect: a.__doc__ => None
# expect: A.__init__.__doc__ => None
# expect: A.m.__doc__ => None
# expect: a.m.__name__ => m
# expect: a.m.__qualname__ => A.m
# expect: a.m.__module__ => __main__
# expect: a.m.__self__ is a => True
# expect: a.m == a.m => True
# expect: a.m is a.m => False
# expect: a.m == A(5).m => False
# expect: hash(a.m) == hash(a.m) => True
# expect: A.m.__get__(a) => method
# expect: A.m.__get__(None, A) => function
# expect: A.m.__get__(None) !! TypeError __get__(None, None) is invalid
# expect: A.m.__get__() !! TypeError  expected at least 1 argument, got 0
# expect: type(A.__dict__["m"]) => <class 'function'>
# expect: type(A.__dict__) => <class 'mappingproxy'>
# expect: A.__dict__["x"] => 1
# expect: A.__dict__.get("zz") => None
# expect: "x" in A.__dict__ => True
# expect: A.__weakref__ => <attribute '__weakref__' of 'A' objects>
# expect: A.__dict__["__dict__"] => <attribute '__dict__' of 'A' objects>
# expect: A.__dict__["__weakref__"] => <attribute '__weakref__' of 'A' objects>
# expect: A.__dict__["__dict__"].__get__(a) => {'v': 5}
# expect: A.__dict__["__dict__"].__objclass__ => <class '__main__.A'>
# expect: S.a.__objclass__ => <class '__main__.S'>
# expect: S.a.__set__(s, 9) => None
# expect: S.a.__get__(1) !! TypeError descriptor 'a' for 'S' objects doesn't apply to a 'int' object
# expect: S.a.__get__(s) => 9
# expect: S.a.__delete__(s) => None
# expect: S.a.__delete__(s) !! AttributeError a
# expect: S.b.__get__(s) !! AttributeError 'S' object has no attribute 'b'
# expect: isinstance(a, (int, (str, A))) => True
# expect: isinstance(a, 5) !! TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: isinstance(a, (5,)) !! TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: issubclass(A, 5) !! TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
# expect: issubclass(5, A) !! TypeError issubclass() arg 1 must be a class
# expect: issubclass(B, (int, A)) => True
# expect: isinstance(A, type) => True
# expect: isinstance(type, object) => True
# expect: isinstance(object, type) => True
# expect: issubclass(type, object) => True
# expect: type(type) is type => True
# expect: type.__mro__ => (<class 'type'>, <class 'object'>)
# expect: type.__base__ => <class 'object'>
# expect: object.__base__ => None
# expect: A.__base__ => <class 'object'>
# expect: A.mro() => [<class '__main__.A'>, <class 'object'>]
# expect: type.mro(A) => [<class '__main__.A'>, <class 'object'>]
# expect: type.mro(5) !! TypeError descriptor 'mro' for 'type' objects doesn't apply to a 'int' object
# expect: A.__subclasses__() => [<class '__main__.B'>]
# expect: type.__subclasses__(A) => [<class '__main__.B'>]
# expect: type.__call__(A, 3).v => 3
# expect: type.__call__(5) !! TypeError descriptor '__call__' requires a 'type' object but received a 'int'
# expect: type(a).__name__ => A
# expect: A.__name__ => A
# expect: A.__flags__ & 1 => 0
# expect: A.__text_signature__ => None
# expect: A.__annotations__ => {}
# expect: int.__annotations__ !! AttributeError type object 'int' has no attribute '__annotations__'
# expect: a.__annotations__ => {}
# expect: A.__module__ => __main__
# expect: int.__module__ => builtins
# expect: A.__abstractmethods__ !! AttributeError __abstractmethods__
# expect: type.__abstractmethods__ !! AttributeError __abstractmethods__
# expect: type.__doc__[:10] => type(objec
# expect: A.__prepare__() => {}
# expect: type.__prepare__(1,2,x=3) => {}
# expect: type.__instancecheck__(A, a) => True
# expect: type.__subclasscheck__(A, B) => True
# expect: A.__instancecheck__(a) => True
# expect: A.__or__(int) => __main__.A | int
# expect: A | int => __main__.A | int
# expect: A | None => __main__.A | None
# expect: None | A => None | __main__.A
# expect: A | 5 !! TypeError unsupported operand type(s) for |: 'type' and 'int'
# expect: getattr(a, "v") => 5
# expect: getattr(a, "zz") !! AttributeError 'A' object has no attribute 'zz'
# expect: getattr(a, "zz", None) => None
# expect: getattr(a) !! TypeError getattr expected at least 2 arguments, got 1
# expect: setattr(a, "q", 1) => None
# expect: a.q => 1
# expect: delattr(a, "q") => None
# expect: delattr(a, "q") !! AttributeError 'A' object has no attribute 'q'
# expect: hasattr(a, "v") => True
# expect: vars(a) => {'v': 5}
# expect: vars(5) !! TypeError vars() argument must have __dict__ attribute
# expect: vars(s) !! TypeError vars() argument must have __dict__ attribute
# expect: vars(A)["x"] => 1
# expect: callable(A) => True
# expect: callable(a) => False
# expect: callable(a.m) => True
# expect: callable(len) => True
# expect: super(B, b).m => method
# expect: super(B, b).x => 1
# expect: super(B, B).m => function
# expect: super(B, A) !! TypeError super(type, obj): obj must be an instance or subtype of type
# expect: super(A, b).__init__ => method-wrapper
# expect: super().x !! RuntimeError super(): no arguments
# expect: super(B, b).__class__ => <class 'super'>
# expect: super(B, b).zork !! AttributeError 'super' object has no attribute 'zork'
# expect: super(B, b)  => <super: <class 'B'>, <B object>>
# expect: property(1).fget => 1
# expect: property(None).fget => None
# expect: property(fget=5, doc="x").__doc__ => x
# expect: property(lambda s: 5).__get__(a) => 5
# expect: property(lambda s: 5).__set__(a, 1) !! AttributeError property of 'A' object has no setter
# expect: property().__delete__(a) !! AttributeError property of 'A' object has no deleter
# expect: staticmethod(len)([1]) => 1
# expect: staticmethod(len).__get__(1) => builtin_function_or_method
# expect: staticmethod(len).__func__ => builtin_function_or_method
# expect: staticmethod(len).__wrapped__ => builtin_function_or_method
# expect: staticmethod(5) => staticmethod
# expect: classmethod(len).__get__(None, [1]) => method
# expect: classmethod(len).__get__([1]) => method
# expect: classmethod(5).__get__(1) => method
# expect: classmethod(len)() !! TypeError 'classmethod' object is not callable
# expect: type("X", (A,), {}) => <class '__main__.X'>
# expect: type("X", (A,), {})().v => 0
# expect: type("X", (A, A), {}) !! TypeError duplicate base class A
# expect: type("X", (A, object), {}).__mro__[1:] => (<class '__main__.A'>, <class 'object'>)
# expect: type("X", (object, A), {}) !! TypeError Cannot create a consistent method resolution
# expect: order (MRO) for bases object, A
# expect: type("X", (int, A), {})(5) + 1 => 6
# expect: type("X", (type,), {})("Y", (), {}) => <class '__main__.Y'>
# expect: type("X", (), {"__slots__": ["a", "a"]}) => <class '__main__.X'>
# expect: type("X", (), {"__slots__": "ab"}).ab => <member 'ab' of 'X' objects>
# expect: type("X", (A,), {"__slots__": ()})().__dict__ => {'v': 0}
# expect: type("X", (), {"__call__": lambda self, *a: a})()(1, 2) => (1, 2)
# expect: type("X", (), {"__getattr__": lambda self, n: n.upper()})().foo => FOO
# expect: type("X", (), {"__eq__": lambda s, o: True}).__hash__ => None
# expect: type("X", (), {"__eq__": lambda s, o: True, "__hash__": lambda s: 5})() in {1: 2} => False
# expect: type("X", (), {"__len__": lambda s: 3, "__getitem__": lambda s, i: i if i < 3 else [][0]}) => <class '__main__.X'>
# expect: list(type("X", (), {"__len__": lambda s: 3, "__getitem__": lambda s, i: i if i < 3 else [][0]})()) => [0, 1, 2]
# expect: list(reversed(type("X", (), {"__len__": lambda s: 3, "__getitem__": lambda s, i: i})())) => [2, 1, 0]
# expect: list(reversed(type("X", (), {"__reversed__": lambda s: iter("abc")})())) => ['a', 'b', 'c']
# expect: 2 in type("X", (), {"__getitem__": lambda s, i: i if i < 3 else [][0]})() => True
# expect: 5 in type("X", (), {"__getitem__": lambda s, i: i if i < 3 else [][0]})() => False
# expect: 1 in type("X", (), {"__contains__": None})() !! TypeError 'X' object is not a container
# expect: iter(type("X", (), {"__iter__": None})()) !! TypeError 'X' object is not iterable
# expect: hash(type("X", (), {"__hash__": None})()) !! TypeError unhashable type: 'X'
# expect: list(type("X", (), {"__iter__": lambda s: iter([1])})()) => [1]
# expect: next(type("X", (), {"__next__": lambda s: 7})()) => 7
# expect: next(type("X", (), {"__next__": None})()) !! TypeError 'NoneType' object is not callable
# expect: round(type("X", (), {"__round__": lambda s, n=1: n})(), 5) => 5
# expect: abs(type("X", (), {"__abs__": lambda s: "abs"})()) => abs
# expect: divmod(type("X", (), {"__divmod__": lambda s, o: (s.__class__.__name__, o)})(), 3) => ('X', 3)
# expect: int(type("X", (), {"__int__": lambda s: 5})()) => 5
# expect: int(type("X", (), {"__index__": lambda s: 6})()) => 6
# expect: int(type("X", (), {"__int__": lambda s: "5"})()) !! TypeError __int__ returned non-int (type str)
# expect: float(type("X", (), {"__float__": lambda s: 5})()) !! TypeError X.__float__ returned non-float (type int)
# expect: float(type("X", (), {"__index__": lambda s: 5})()) => 5.0
# expect: str(type("X", (), {"__str__": lambda s: 5})()) !! TypeError __str__ returned non-string (type int)
# expect: repr(type("X", (), {"__repr__": lambda s: "r"})()) => r
# expect: str(type("X", (), {"__repr__": lambda s: "r"})()) => r
# expect: f"{type('X', (), {'__format__': lambda s, f: 'F' + f})():abc}" => Fabc
# expect: f"{type('X', (), {'__format__': lambda s, f: 5})():abc}" !! TypeError __format__ must return a str, not int
# expect: [1,2,3][type("X", (), {"__index__": lambda s: 1})():] => [2, 3]
# expect: "abc" * type("X", (), {"__index__": lambda s: 2})() => abcabc
# expect: range(type("X", (), {"__index__": lambda s: 2})()) => range(0, 2)
# expect: dir(type("X", (), {"__dir__": lambda s: ["b", "a"]})()) => ['a', 'b']
# expect: dir(type("X", (), {"__dir__": lambda s: 5})()) !! TypeError 'int' object is not iterable
# expect: len(type("X", (), {"__len__": lambda s: 2**70})()) !! OverflowError cannot fit 'int' into an index-sized integer
# expect: len(type("X", (), {"__len__": lambda s: 1.5})()) !! TypeError 'float' object cannot be interpreted as an integer
# expect: bool(type("X", (), {"__len__": lambda s: 0})()) => False
# expect: isinstance(1, type("X", (), {"__class__": property(lambda s: int)})()) !! TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: isinstance(type("X", (), {"__class__": property(lambda s: int)})(), int) => True
# expect: type(type("X", (), {"__class__": property(lambda s: int)})()).__name__ => X
# expect: type("X", (), {"__class_getitem__": lambda c, i: (c.__name__, i)})[5] => ('X', 5)
# expect: type("X", (), {"__missing__": lambda s, k: k}, )().__missing__(1) => 1
# expect: sum([type("X", (), {"__radd__": lambda s, o: ("radd", o)})()]) => ('radd', 0)
# expect: sorted([3, 1], key=type("X", (), {"__call__": lambda s, v: -v})()) => [3, 1]
# expect: max(type("X", (), {"__iter__": lambda s: iter([1, 5, 2])})()) => 5
# expect: printed
# expect: print(type("X", (), {"__str__": lambda s: "printed"})()) => None
# expect: A.__dict__["m"](a) => None
# expect: A.__init__(a, 7) => None
# expect: a.v => 7
# expect: A.m() !! TypeError A.m() missing 1 required positional argument: 'self'
# expect: A.m(1, 2) !! TypeError A.m() takes 1 positional argument but 2 were given
# expect: A(1, 2) !! TypeError A.__init__() takes from 1 to 2 positional arguments but 3 were given
# expect: A(w=1) !! TypeError A.__init__() got an unexpected keyword argument 'w'
# expect: A.__call__(3).v => 3
# expect: A.__getattribute__(a, "v") => 7
# expect: object.__getattribute__(a, "v") => 7
# expect: object.__getattribute__(a, "zz") !! AttributeError 'A' object has no attribute 'zz'
# expect: object.__getattribute__(a, 5) !! TypeError attribute name must be string, not 'int'
# expect: object.__setattr__(a, "n", 5) => None
# expect: a.n => 5
# expect: object.__delattr__(a, "n") => None
# expect: object.__setattr__(A, "n", 5) !! TypeError can't apply this __setattr__ to type object
# expect: type.__setattr__(A, "n", 5) => None
# expect: A.n => 5
# expect: type.__delattr__(A, "n") => None
# expect: type.__getattribute__(A, "x") => 1
# expect: type.__setattr__(int, "n", 5) !! TypeError cannot set 'n' attribute of immutable type 'int'
# expect: object.__repr__(5)[:13] => <int object a
# expect: object.__str__("abc") => 'abc'
# expect: object.__hash__(5) == hash(5) => False
# expect: object.__eq__(5, 5) => True
# expect: object.__ne__(1, 2) => True
# expect: object.__lt__(1, 2) => NotImplemented
# expect: list.__class_getitem__ => builtin_function_or_method
# expect: list[int] => GenericAlias
# expect: dict[str, int] => GenericAlias
# expect: list[int](["a"]) => ['a']
# expect: tuple[int, ...] => GenericAlias
# expect: type[int] => GenericAlias
# expect: list[int] == list[int] => True
# expect: list[int].__origin__ => <class 'list'>
# expect: list[int].__args__ => (<class 'int'>,)
# expect: list[int].append => method_descriptor
# expect: isinstance([], list[int]) !! TypeError isinstance() argument 2 cannot be a parameterized generic
# expect: int | str => int | str
# expect: int | None => int | None
# expect: isinstance(5, int | str) => True
# expect: issubclass(int, int | str) => True
# expect: (int | str) == (str | int) => True
# expect: int | "x" !! TypeError unsupported operand type(s) for |: 'type' and 'str'
