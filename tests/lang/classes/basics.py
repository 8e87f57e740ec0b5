class Point:
    """A point."""

    dimensions = 2

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def shifted(self, dx):
        return Point(self.x + dx, self.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1)
print(p, p.shifted(4), p.x, p.y, p.dimensions, Point.dimensions)  # expect: Point(1, 0) Point(5, 0) 1 0 2 2
print(Point.__doc__, Point.__name__, Point.__qualname__, Point.__module__, Point)
# expect: A point. Point Point __main__ <class '__main__.Point'>
print(p.__dict__, vars(p), p.__class__ is Point, type(p) is Point)
# expect: {'x': 1, 'y': 0} {'x': 1, 'y': 0} True True
p.color = "red"
print(p.color, hasattr(p, "size"), getattr(p, "size", "none"))  # expect: red False none
del p.color
try:
    p.color
except AttributeError as error:
    print(error)
# expect: 'Point' object has no attribute 'color'
try:
    del p.color
except AttributeError as error:
    print(error)
# expect: 'Point' object has no attribute 'color'
Point.dimensions = 3
print(p.dimensions)  # expect: 3
p.dimensions = 4
print(p.dimensions, Point.dimensions)  # expect: 4 3
print(p.shifted.__self__ is p, p.shifted.__func__ is Point.shifted, Point.shifted(p, 2))
# expect: True True Point(3, 0)
try:
    Point()
except TypeError as error:
    print(error)
# expect: Point.__init__() missing 1 required positional argument: 'x'
try:
    Point(1, 2, 3)
except TypeError as error:
    print(error)
# expect: Point.__init__() takes from 2 to 3 positional arguments but 4 were given


class Empty:
    pass


print(Empty() == Empty(), Empty.__doc__, Empty.__bases__, Empty.__mro__)
# expect: False None (<class 'object'>,) (<class '__main__.Empty'>, <class 'object'>)
try:
    Empty(1)
except TypeError as error:
    print(error)
# expect: Empty() takes no arguments
try:
    Empty.missing
except AttributeError as error:
    print(error)
# expect: type object 'Empty' has no attribute 'missing'
try:
    del Empty.missing
except AttributeError as error:
    print(error)
# expect: type object 'Empty' has no attribute 'missing'
print(sorted([name for name in Empty.__dict__]))
# expect: ['__dict__', '__doc__', '__module__', '__weakref__']


def make(n):
    class Local:
        value = n

        def get(self):
            return n, self.value

    return Local


local = make(7)
print(local.__qualname__, local.value, local().get(), local.get.__qualname__)
# expect: make.<locals>.Local 7 (7, 7) make.<locals>.Local.get


class Outer:
    class Inner:
        pass

    x = [n for n in range(3)]
    y = len(x)


print(Outer.Inner.__qualname__, Outer.x, Outer.y)  # expect: Outer.Inner [0, 1, 2] 3
print(type("Made", (Point,), {"z": 1, "__doc__": "made"}).z)  # expect: 1
Made = type("Made", (), {})
print(Made, Made.__module__, Made.__qualname__)  # expect: <class '__main__.Made'> __main__ Made


class Annotated:
    a: int = 1
    b: "str"

    def f(self, c: int) -> str:
        d: float = 1.0
        return d


print(Annotated.__annotations__, Annotated.f.__annotations__, Annotated().f(1))
# expect: {'a': <class 'int'>, 'b': 'str'} {'c': <class 'int'>, 'return': <class 'str'>} 1.0
print([key for key in Annotated.__dict__][:4])  # expect: ['__module__', '__annotations__', 'a', 'f']
