class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, 2)
print(p.x, p.y, Point.__slots__, type(Point.x).__name__, Point.x.__name__, Point.x)
# expect: 1 2 ('x', 'y') member_descriptor x <member 'x' of 'Point' objects>
for statement in ("p.z = 1", "p.__dict__", "del p.x; p.x", "del p.x"):
    try:
        exec(statement)
    except AttributeError as error:
        print(statement, "->", error)
# expect: p.z = 1 -> 'Point' object has no attribute 'z'
# expect: p.__dict__ -> 'Point' object has no attribute '__dict__'
# expect: del p.x; p.x -> 'Point' object has no attribute 'x'
# expect: del p.x -> x
p.x = 5
print(p.x, Point.y.__get__(p), hasattr(p, "__weakref__"))  # expect: 5 2 False


class Derived(Point):
    __slots__ = ("z",)


d = Derived(1, 2)
d.z = 3
print(d.x, d.z, Derived.__basicsize__, Point.__basicsize__, Derived.__dictoffset__)  # expect: 1 3 40 32 0


class Open(Point):
    pass


o = Open(1, 2)
o.anything = 3
print(o.anything, o.__dict__, o.x)  # expect: 3 {'anything': 3} 1


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a = 1
w.b = 2
print(w.a, w.__dict__)  # expect: 1 {'b': 2}


class Weak:
    __slots__ = ("__weakref__",)


print(Weak().__weakref__, Weak.__weakrefoffset__, Weak.__basicsize__)  # expect: None 16 24


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = 1


print(Private()._Private__hidden, Private.__slots__)  # expect: 1 ('__hidden',)


class Text:
    __slots__ = "single"


print(Text.single.__name__)  # expect: single


class Named:
    __slots__ = {"a": "documentation of a", "b": None}


print(Named.a.__name__, Named.__slots__)  # expect: a {'a': 'documentation of a', 'b': None}


def attempt(slots, bases=(), **namespace):
    try:
        type("Attempt", bases, {"__slots__": slots, **namespace})
        print("fine")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt((1,))  # expect: TypeError __slots__ items must be strings, not 'int'
attempt(("1a",))  # expect: TypeError __slots__ must be identifiers
attempt(("a",), a=5)  # expect: ValueError 'a' in __slots__ conflicts with class variable
attempt(("__dict__", "__dict__"))  # expect: TypeError __dict__ slot disallowed: we already got one
attempt(("__weakref__", "__weakref__"))
# expect: TypeError __weakref__ slot disallowed: either we already got one, or __itemsize__ != 0
attempt(("a",), (int,))  # expect: TypeError nonempty __slots__ not supported for subtype of 'int'
attempt((), (int,))  # expect: fine
attempt(("a",), (tuple,))  # expect: TypeError nonempty __slots__ not supported for subtype of 'tuple'
attempt(("a",), (list,))  # expect: fine
attempt(("__dict__",), (Open,))  # expect: TypeError __dict__ slot disallowed: we already got one
attempt((), (Point, Weak))  # expect: fine
attempt((), (Point, Private))  # expect: TypeError multiple bases have instance lay-out conflict
attempt(("__qualname__",), __qualname__="Q")  # expect: fine


class Mixed(Point, Weak):
    __slots__ = ()


print(Mixed.__basicsize__, Mixed.__weakrefoffset__)  # expect: 40 32


class A:
    __slots__ = ("v",)


class B:
    __slots__ = ("v",)


a = A()
a.v = 1
a.__class__ = B
print(type(a).__name__, a.v)  # expect: B 1
try:
    a.__class__ = Point
except TypeError as error:
    print(error)
# expect: __class__ assignment: 'Point' object layout differs from 'B'
try:
    a.__class__ = Open
except TypeError as error:
    print(error)
# expect: __class__ assignment: 'Open' object layout differs from 'B'
