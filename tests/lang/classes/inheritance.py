class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super(C, self).who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [cls.__name__ for cls in D.__mro__], D.mro() == list(D.__mro__))
# expect: ['D', 'B', 'C', 'A'] ['D', 'B', 'C', 'A', 'object'] True
print(issubclass(D, A), isinstance(D(), C), issubclass(A, D), D.__base__, D.__bases__)
# expect: True True False <class '__main__.B'> (<class '__main__.B'>, <class '__main__.C'>)
print([cls.__name__ for cls in A.__subclasses__()])  # expect: ['B', 'C']
try:

    class Wrong(A, B):
        pass

except TypeError as error:
    print(error)
# expect: Cannot create a consistent method resolution
# expect: order (MRO) for bases A, B
try:

    class Twice(A, A):
        pass

except TypeError as error:
    print(error)
# expect: duplicate base class A
try:

    class FromBool(bool):
        pass

except TypeError as error:
    print(error)
# expect: type 'bool' is not an acceptable base type
try:

    class FromFive(5):
        pass

except TypeError as error:
    print(error)
# expect: int() takes at most 2 arguments (3 given)
try:

    class Conflict(int, str):
        pass

except TypeError as error:
    print(error)
# expect: multiple bases have instance lay-out conflict


class Base:
    def __init__(self, **rest):
        self.rest = rest


class Left(Base):
    def __init__(self, left, **rest):
        super().__init__(**rest)
        self.left = left


class Right(Base):
    def __init__(self, right, **rest):
        super().__init__(**rest)
        self.right = right


class Both(Left, Right):
    pass


b = Both(left=1, right=2, more=3)
print(b.left, b.right, b.rest)  # expect: 1 2 {'more': 3}


class Method:
    @classmethod
    def make(cls):
        return cls

    @staticmethod
    def plain(x):
        return x

    def test(self):
        return super().__repr__()[:20]


class Sub(Method):
    @classmethod
    def make(cls):
        return super().make(), __class__


print(Sub.make(), Sub().make(), Sub.plain(3), Sub().plain(4))
# expect: (<class '__main__.Sub'>, <class '__main__.Sub'>) (<class '__main__.Sub'>, <class '__main__.Sub'>) 3 4
print(Method.__dict__["make"].__func__.__name__, Method.__dict__["plain"](5))  # expect: make 5
print(super(Sub, Sub()).plain(1), super(Sub, Sub).make())  # expect: 1 <class '__main__.Sub'>


def no_class():
    return super()


try:
    no_class()
except RuntimeError as error:
    print(error)
# expect: super(): no arguments


class Errors:
    def none():
        return super()

    def deleted(self):
        del self
        return super()

    def nested(self):
        def inner():
            return super()

        return inner()

    def listed(self):
        return [super() for _ in range(1)]


for call in (Errors.none, Errors().deleted, Errors().nested, Errors().listed, lambda: Errors.deleted(3)):
    try:
        call()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
# expect: RuntimeError super(): no arguments
# expect: RuntimeError super(): arg[0] deleted
# expect: RuntimeError super(): no arguments
# expect: TypeError super(type, obj): obj must be an instance or subtype of type
# expect: RuntimeError super(): arg[0] deleted
print(super(Errors), super(Sub, Sub()).__thisclass__, super(Sub, Sub()).__self_class__)
# expect: <super: <class 'Errors'>, NULL> <class '__main__.Sub'> <class '__main__.Sub'>
try:
    super(1)
except TypeError as error:
    print(error)
# expect: super() argument 1 must be a type, not int
try:
    super(int, "a")
except TypeError as error:
    print(error)
# expect: super(type, obj): obj must be an instance or subtype of type
try:
    super(Sub, Sub()).missing
except AttributeError as error:
    print(error)
# expect: 'super' object has no attribute 'missing'


class Kept:
    def f(self):
        return __class__


Kept2 = Kept
Kept = None
print(Kept2().f())  # expect: <class '__main__.Kept'>
