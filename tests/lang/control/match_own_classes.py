# Class patterns over classes of the program; sequences and mappings by their flags.


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Plain:
    color = "red"


def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point3(x, y, z) if z:
            return "in space", x, y, z
        case Point(x=0, y=y):
            return "on the y axis", y
        case Point(x, y) | Point3(x, y):
            return "point", x, y
        case Plain(color="red" | "blue" as color):
            return color
        case Plain(size=size):
            return "size", size
        case Plain():
            return "plain"
        case type():
            return "a class"
    return "nothing"


green = Plain()
green.color = "green"
sized = Plain()
sized.color = "none"
sized.size = 5
for value in (Point(0, 0), Point(0, 5), Point(2, 3), Point3(1, 2, 3), Point3(1, 2, 0), Plain(), green, sized, Plain, 1):
    print(where(value))
# expect: origin
# expect: ('on the y axis', 5)
# expect: ('point', 2, 3)
# expect: ('in space', 1, 2, 3)
# expect: ('point', 1, 2)
# expect: red
# expect: plain
# expect: ('size', 5)
# expect: a class
# expect: nothing


def outcome(cls, value=None):
    try:
        match cls() if value is None else value:
            case cls(1, 2):
                return "matched"
            case cls():
                return "only the class"
            case _:
                return "no match"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def with_args(args):
    class Given:
        __match_args__ = args
        a = 1
        b = 2

    return Given


print(outcome(with_args(("a", "b"))))  # expect: matched
print(outcome(with_args(("a",))))  # expect: TypeError: Given() accepts 1 positional sub-pattern (2 given)
print(outcome(with_args(())))  # expect: TypeError: Given() accepts 0 positional sub-patterns (2 given)
print(outcome(with_args(["a", "b"])))  # expect: TypeError: Given.__match_args__ must be a tuple (got list)
print(outcome(with_args(("a", 5))))  # expect: TypeError: __match_args__ elements must be strings (got int)
print(outcome(with_args(("a", "a"))))  # expect: TypeError: Given() got multiple sub-patterns for attribute 'a'
print(outcome(with_args(("a", "missing"))))  # expect: only the class
print(outcome(Plain))  # expect: TypeError: Plain() accepts 0 positional sub-patterns (2 given)


def twice():
    match Point(1, 2):
        case Point(1, x=1):
            return "matched"


try:
    twice()
except TypeError as error:
    print(error)
# expect: Point() got multiple sub-patterns for attribute 'x'


class Raises:
    __match_args__ = ("value",)

    @property
    def value(self):
        print("asked")
        raise self.kind("from the property")


class Missing(Raises):
    kind = AttributeError


class Fails(Raises):
    kind = OSError


for cls in (Missing, Fails):
    try:
        match cls():
            case Raises(value):
                print("never")
            case _:
                print("no match")
    except OSError as error:
        print(repr(error))
# expect: asked
# expect: no match
# expect: asked
# expect: OSError('from the property')


class Meta(type):
    def __instancecheck__(cls, instance):
        print("is", instance, "one?")
        return instance > 5


class Large(metaclass=Meta):
    pass


match 7:
    case Large() as n:
        print("large", n)
# expect: is 7 one?
# expect: large 7
match 3:
    case Large():
        print("never")
    case _:
        print("small")
# expect: is 3 one?
# expect: small


class Equal:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        print("compare", self.value, other)
        return self.value == other


class Names:
    one = Equal(1)
    two = Equal(2)


match 2:
    case Names.one:
        print("never")
    case Names.two:
        print("two")
# expect: compare 1 2
# expect: compare 2 2
# expect: two
match Equal("key"):
    case "no" | "key":
        print("key")
# expect: compare key no
# expect: compare key key
# expect: key


class MyList(list):
    pass


class MyDict(dict):
    def __missing__(self, key):
        print("never")
        return 1

    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


class SequenceLike:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return i


def by_flag(x):
    match x:
        case [a, b]:
            return "sequence", a, b
        case {"k": v}:
            return "mapping", v
        case {**rest}:
            return "mapping", rest
        case str() | SequenceLike():
            return type(x).__name__


print(by_flag(MyList([1, 2])), by_flag(SequenceLike()), by_flag(MyDict(k=3)), by_flag(MyDict(z=4)))
# expect: get k
# expect: get k
# expect: ('sequence', 1, 2) SequenceLike ('mapping', 3) ('mapping', {'z': 4})


class Sub(int):
    pass


match Sub(5):
    case int(5) as n:
        print(type(n).__name__)
# expect: Sub
match True:
    case int(1):
        print("an int too")
# expect: an int too


class Visitor:
    def visit(self, node):
        match node:
            case ("add", left, right):
                return self.visit(left) + self.visit(right)
            case ("mul", left, right):
                return self.visit(left) * self.visit(right)
            case ("neg", value):
                return -self.visit(value)
            case int() | float():
                return node
            case _:
                raise ValueError(f"unknown node {node!r}")


print(Visitor().visit(("add", 2, ("mul", 3, ("neg", 4)))))  # expect: -10
Visitor().visit(("pow", 1, 2))  # error: ValueError: unknown node ('pow', 1, 2)
