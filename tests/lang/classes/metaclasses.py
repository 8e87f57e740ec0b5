class Meta(type):
    def __new__(mcs, name, bases, namespace, **keywords):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.keywords = keywords
        return cls

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)
        cls.order = [key for key in namespace if not key.startswith("__")]

    @classmethod
    def __prepare__(mcs, name, bases, **keywords):
        return {"prepared": (name, keywords)}

    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.called = args
        return instance

    def __getitem__(cls, item):
        return cls.__name__, item

    def __len__(cls):
        return 42

    def __repr__(cls):
        return f"<{cls.__name__} of Meta>"

    def __instancecheck__(cls, instance):
        return instance == 5

    def __subclasscheck__(cls, other):
        return other is int

    @property
    def shout(cls):
        return cls.__name__.upper()

    def method(cls):
        return "meta method"


class Made(metaclass=Meta, flag=True):
    b = 1
    a = 2

    def __init__(self, *args):
        self.args = args


print(Made, Made.keywords, Made.order, Made.prepared, Made["x"], len(Made), Made.shout, Made.method())
# expect: <Made of Meta> {'flag': True} ['prepared', 'b', 'a'] ('Made', {'flag': True}) ('Made', 'x') 42 MADE meta method
print(Made(1, 2).called, Made(3).args, isinstance(5, Made), isinstance(6, Made), issubclass(int, Made), type(Made))
# expect: (1, 2) (3,) True False True <class '__main__.Meta'>
try:
    Made().shout
except AttributeError as error:
    print(error)
# expect: 'Made' object has no attribute 'shout'


class Derived(Made):
    pass


print(type(Derived), Derived.prepared, Derived.keywords)  # expect: <class '__main__.Meta'> ('Derived', {}) {}


class Other(type):
    pass


class WithOther(metaclass=Other):
    pass


try:

    class Conflict(Made, WithOther):
        pass

except TypeError as error:
    print(error)
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases


def function_metaclass(name, bases, namespace):
    return name, bases, sorted(namespace)


class Tuple(metaclass=function_metaclass):
    x = 1


print(Tuple)  # expect: ('Tuple', (), ['__module__', '__qualname__', 'x'])


class Registry:
    known = []

    def __init_subclass__(cls, tag=None, **rest):
        super().__init_subclass__(**rest)
        Registry.known.append((cls.__name__, tag))


class First(Registry, tag="one"):
    pass


class Second(First):
    pass


print(Registry.known)  # expect: [('First', 'one'), ('Second', None)]
try:

    class Third(Registry, color="red"):
        pass

except TypeError as error:
    print(error)
# expect: Third.__init_subclass__() takes no keyword arguments


class Generic:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


print(Generic[int], Generic["x"])  # expect: Generic[<class 'int'>] Generic[x]
try:
    Registry[1]
except TypeError as error:
    print(error)
# expect: type 'Registry' is not subscriptable


class Entries:
    def __mro_entries__(self, bases):
        return (Registry,)


class FromEntries(Entries(), tag="entries"):
    pass


print(FromEntries.__bases__, type(FromEntries.__orig_bases__[0]).__name__, Registry.known[-1])
# expect: (<class '__main__.Registry'>,) Entries ('FromEntries', 'entries')
bases = (int,)
options = {"metaclass": Other}


class Starred(*bases, **options):
    pass


print(Starred.__bases__, type(Starred), Starred(5) + 1)  # expect: (<class 'int'>,) <class '__main__.Other'> 6


def decorate(tag):
    def wrap(cls):
        cls.tag = tag
        return cls

    return wrap


@decorate("outer")
@decorate("inner")
class Decorated:
    pass


print(Decorated.tag)  # expect: outer


class NewReturns:
    def __new__(cls, value):
        return value

    def __init__(self, value):
        print("init", value)


print(NewReturns(5))  # expect: 5


class Singleton:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


print(Singleton() is Singleton())  # expect: True


class MroMeta(type):
    def mro(cls):
        return [cls, First, object] if cls.__name__ == "Custom" else super().mro()


class Custom(metaclass=MroMeta):
    pass


print([cls.__name__ for cls in Custom.__mro__], hasattr(Custom, "known"))
# expect: ['Custom', 'First', 'object'] False
for arguments in ("'A', 1, {}", "'A', (), 1", "1, (), {}", "'A', ()", "", "'A\\0', (), {}", "'A', (1,), {}",
                  "'A', (), {'__qualname__': 1}", "'A', (), {'__slots__': 5}", "'A', (), {'__classcell__': 5}"):
    try:
        eval(f"type({arguments})")
    except (TypeError, ValueError) as error:
        print(arguments, "->", type(error).__name__, error)
# expect: 'A', 1, {} -> TypeError type.__new__() argument 2 must be tuple, not int
# expect: 'A', (), 1 -> TypeError type.__new__() argument 3 must be dict, not int
# expect: 1, (), {} -> TypeError type.__new__() argument 1 must be str, not int
# expect: 'A', () -> TypeError type() takes 1 or 3 arguments
# expect:  -> TypeError type() takes 1 or 3 arguments
# expect: 'A\0', (), {} -> ValueError type name must not contain null characters
# expect: 'A', (1,), {} -> TypeError metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# expect: 'A', (), {'__qualname__': 1} -> TypeError type __qualname__ must be a str, not int
# expect: 'A', (), {'__slots__': 5} -> TypeError 'int' object is not iterable
# expect: 'A', (), {'__classcell__': 5} -> TypeError __classcell__ must be a nonlocal cell, not <class 'int'>
try:
    __build_class__()
except TypeError as error:
    print(error)
# expect: __build_class__: not enough arguments
