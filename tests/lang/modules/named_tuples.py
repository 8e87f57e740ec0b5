# collections.namedtuple
from collections import namedtuple
Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=5), Point._make([3, 4]), Point._fields)
# expect: Point(x=1, y=2) 1 2 {'x': 1, 'y': 2} Point(x=5, y=2) Point(x=3, y=4) ('x', 'y')
print(p == (1, 2), len(p), tuple(p), hash(p) == hash((1, 2)), p < Point(1, 3), isinstance(p, tuple))
# expect: True 2 (1, 2) True True True
print(Point.__doc__, "|", Point.x.__doc__, "|", Point.__new__.__doc__, "|", Point.__module__, Point.__match_args__)
# expect: Point(x, y) | Alias for field number 0 | Create new instance of Point(x, y) | __main__ ('x', 'y')
x, y = p
print(x, y, sorted([Point(2, 1), Point(1, 2)]), Point.x)
# expect: 1 2 [Point(x=1, y=2), Point(x=2, y=1)] _tuplegetter(0, 'Alias for field number 0')
Defaults = namedtuple("Defaults", ["a", "b", "c"], defaults=[1, 2])
print(Defaults(0), Defaults._field_defaults, namedtuple("Empty", "")(), namedtuple("One", "a")(1))
# expect: Defaults(a=0, b=1, c=2) {'b': 1, 'c': 2} Empty() One(a=1)
print(namedtuple("Renamed", "a b a class _x 1", rename=True)._fields, namedtuple("M", "a", module="elsewhere").__module__)
# expect: ('a', 'b', '_2', '_3', '_4', '_5') elsewhere


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)


print(Vector(1, 2) + Vector(3, 4), Vector(1, 2)._replace(y=0))  # expect: Vector(x=4, y=6) Vector(x=1, y=0)
match p:
    case Point(x=1, y=second):
        print("second is", second)
# expect: second is 2


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(Point, 1)  # expect: TypeError Point.__new__() missing 1 required positional argument: 'y'
attempt(Point, 1, 2, 3)  # expect: TypeError Point.__new__() takes 3 positional arguments but 4 were given
attempt(Point, 1, 2, z=3)  # expect: TypeError Point.__new__() got an unexpected keyword argument 'z'
attempt(Point._make, [1])  # expect: TypeError Expected 2 arguments, got 1
attempt(p._replace, z=1)  # expect: ValueError Got unexpected field names: ['z']
attempt(namedtuple, "Q", ["a", "def"])  # expect: ValueError Type names and field names cannot be a keyword: 'def'
attempt(namedtuple, "Q", ["a", "a"])  # expect: ValueError Encountered duplicate field name: 'a'
attempt(namedtuple, "Q", ["_a"])  # expect: ValueError Field names cannot start with an underscore: '_a'
attempt(namedtuple, "1", "a")  # expect: ValueError Type names and field names must be valid identifiers: '1'
attempt(namedtuple, "Q", 5)  # expect: TypeError 'int' object is not iterable
attempt(namedtuple, "Q", "a", defaults=[1, 2])  # expect: TypeError Got more default values than field names
attempt(setattr, p, "x", 5)  # expect: AttributeError can't set attribute
attempt(delattr, p, "x")  # expect: AttributeError can't delete attribute
attempt(getattr, p, "z")  # expect: AttributeError 'Point' object has no attribute 'z'
attempt(Point.x.__get__, 5)
# expect: TypeError descriptor for index '0' for tuple subclasses doesn't apply to 'int' object
