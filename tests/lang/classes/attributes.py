class Lazy:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"no {name}")
        return f"lazy {name}"


lazy = Lazy()
lazy.real = 1
print(lazy.real, lazy.other, getattr(lazy, "_x", "default"), hasattr(lazy, "_y"))
# expect: 1 lazy other default False
try:
    lazy._z
except AttributeError as error:
    print(error)
# expect: no _z


class Logged:
    def __getattribute__(self, name):
        if name == "secret":
            return "seen"
        return super().__getattribute__(name)

    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


log = Logged()
log.x = 21
print(log.x, log.secret)  # expect: 42 seen
del log.x  # expect: del x
print(hasattr(log, "x"))  # expect: False


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = name
        self.owner = owner.__name__

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, f"no {self.name} of {self.owner}")

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value + 1

    def __delete__(self, instance):
        del instance.__dict__[self.name]


class Owner:
    field = Descriptor()

    def __init__(self):
        pass


owner = Owner()
print(owner.field, Owner.field is Owner.__dict__["field"])  # expect: no field of Owner True
owner.field = 4
print(owner.field, owner.__dict__)  # expect: 5 {'field': 5}
del owner.field
print(owner.field)  # expect: no field of Owner


class NonData:
    def __get__(self, instance, owner):
        return "from class"


class Shadow:
    attribute = NonData()


shadow = Shadow()
print(shadow.attribute)  # expect: from class
shadow.attribute = "own"
print(shadow.attribute)  # expect: own


class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def degrees(self):
        """Degrees."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        self._degrees = 0

    @property
    def fahrenheit(self):
        return self._degrees * 9 / 5 + 32

    empty = property()


c = Celsius(100)
c.degrees = 20
print(c.degrees, c.fahrenheit, Celsius.degrees.__doc__, Celsius.degrees.fget.__name__)
# expect: 20 68.0 Degrees. degrees
try:
    c.degrees = -300
except ValueError as error:
    print(error)
# expect: too cold
del c.degrees
print(c.degrees)  # expect: 0
for statement in ("c.fahrenheit = 1", "del c.fahrenheit", "c.empty", "property().__get__(c)"):
    try:
        exec(statement)
    except AttributeError as error:
        print(error)
# expect: property 'fahrenheit' of 'Celsius' object has no setter
# expect: property 'fahrenheit' of 'Celsius' object has no deleter
# expect: property 'empty' of 'Celsius' object has no getter
# expect: property of 'Celsius' object has no getter


class Doc(property):
    """Class text."""


print(Doc(lambda self: 1).__doc__, Doc(lambda self: 1, doc="own").__doc__, property(doc="d").__doc__)
# expect: None Class text. d


class BadName:
    def __set_name__(self, owner, name):
        raise KeyError(name)


try:

    class Uses:
        bad = BadName()

except RuntimeError as error:
    print(error, repr(error.__cause__))
# expect: Error calling __set_name__ on 'BadName' instance 'bad' in 'Uses' KeyError('bad')


class Private:
    __secret = 1

    def __init__(self):
        self.__own = 2

    def get(self):
        return self.__secret, self.__own, self.__class__.__name__


print(Private().get(), Private._Private__secret, Private().__dict__)
# expect: (1, 2, 'Private') 1 {'_Private__own': 2}


class Counter:
    count = 0

    def __init__(self):
        Counter.count += 1
        self.count += 10


Counter()
print(Counter().count, Counter.count, Counter.__dict__["count"])  # expect: 12 2 2


class ManyNames:
    pass


many = ManyNames()
for i in range(40):
    setattr(many, f"a{i}", i)
print(many.a0, many.a39, len(many.__dict__), list(many.__dict__)[:3])  # expect: 0 39 40 ['a0', 'a1', 'a2']
other = ManyNames()
other.b = 1
other.a5 = 2
print(other.__dict__, other.a5)  # expect: {'b': 1, 'a5': 2} 2
print(setattr(other, "__dict__", {"z": 1}), other.z, hasattr(other, "b"))  # expect: None 1 False
try:
    other.__dict__ = 5
except TypeError as error:
    print(error)
# expect: __dict__ must be set to a dictionary, not a 'int'
for statement in ("getattr(1, 2)", "setattr(1, 2, 3)", "delattr(other, 5)", "hasattr(1, 2)", "(1).x = 2", "int.x = 1",
                  "del int.real", "object().x = 1", "object().__class__ = int", "other.__class__ = 5",
                  "del other.__class__", "other.__class__ = int", "[].append = 1"):
    try:
        exec(statement)
    except (TypeError, AttributeError) as error:
        print(statement, "->", type(error).__name__, error)
# expect: getattr(1, 2) -> TypeError attribute name must be string, not 'int'
# expect: setattr(1, 2, 3) -> TypeError attribute name must be string, not 'int'
# expect: delattr(other, 5) -> TypeError attribute name must be string, not 'int'
# expect: hasattr(1, 2) -> TypeError attribute name must be string, not 'int'
# expect: (1).x = 2 -> AttributeError 'int' object has no attribute 'x'
# expect: int.x = 1 -> TypeError cannot set 'x' attribute of immutable type 'int'
# expect: del int.real -> TypeError cannot set 'real' attribute of immutable type 'int'
# expect: object().x = 1 -> AttributeError 'object' object has no attribute 'x'
# expect: object().__class__ = int -> TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
# expect: other.__class__ = 5 -> TypeError __class__ must be set to a class, not 'int' object
# expect: del other.__class__ -> TypeError can't delete __class__ attribute
# expect: other.__class__ = int -> TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
# expect: [].append = 1 -> AttributeError 'list' object attribute 'append' is read-only


class Changed:
    kind = "changed"


other.__class__ = Changed
print(type(other) is Changed, other.kind, other.z)  # expect: True changed 1
