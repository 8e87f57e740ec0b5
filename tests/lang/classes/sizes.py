import sys


class Plain:
    pass


class Slots0:
    __slots__ = ()


class Slots1:
    __slots__ = ("a",)


class Slots3:
    __slots__ = ("a", "b", "c")


class WithWeak:
    __slots__ = ("__weakref__",)


class WithDict:
    __slots__ = ("__dict__",)


class Meta(type):
    pass


class HasMeta(metaclass=Meta):
    pass


def layout(cls):
    flags = cls.__flags__
    return (cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__, flags >> 14 & 1,
            flags >> 4 & 1, flags >> 9 & 1)


print([layout(cls) for cls in (Plain, Slots0, Slots1, Slots3, WithWeak, WithDict, Meta, HasMeta)])
# expect: [(24, 0, -48, 16, 1, 1, 1), (16, 0, 0, 0, 1, 0, 1), (24, 0, 0, 0, 1, 0, 1), (40, 0, 0, 0, 1, 0, 1), (24, 0, 0, 16, 1, 0, 1), (16, 0, -40, 0, 1, 1, 1), (904, 40, 264, 368, 1, 0, 1), (24, 0, -48, 16, 1, 1, 1)]
BASES = (int, float, str, tuple, list, dict, set, frozenset, Exception, OSError, property, classmethod, super, enumerate)
print([layout(type("Derived", (base,), {})) for base in BASES])
# expect: [(32, 4, -8, 0, 1, 0, 1), (32, 0, -56, 24, 1, 1, 1), (88, 0, -112, 80, 1, 1, 1), (32, 8, -8, 0, 1, 0, 1), (48, 0, -72, 40, 1, 1, 1), (56, 0, -80, 48, 1, 1, 1), (200, 0, -224, 192, 1, 1, 1), (200, 0, -224, 192, 1, 1, 1), (80, 0, 16, 72, 1, 0, 1), (120, 0, 16, 112, 1, 0, 1), (72, 0, -96, 64, 1, 1, 1), (40, 0, 24, 32, 1, 0, 1), (48, 0, -72, 40, 1, 1, 1), (64, 0, -88, 56, 1, 1, 1)]
print([layout(type("Derived", (base,), {"__slots__": ()})) for base in BASES])
# expect: [(24, 4, 0, 0, 1, 0, 1), (24, 0, 0, 0, 1, 0, 1), (80, 0, 0, 0, 1, 0, 1), (24, 8, 0, 0, 1, 0, 1), (40, 0, 0, 0, 1, 0, 1), (48, 0, 0, 0, 1, 0, 1), (200, 0, 0, 192, 1, 0, 1), (200, 0, 0, 192, 1, 0, 1), (72, 0, 16, 0, 1, 0, 1), (112, 0, 16, 0, 1, 0, 1), (64, 0, 0, 0, 1, 0, 1), (32, 0, 24, 0, 1, 0, 1), (40, 0, 0, 0, 1, 0, 1), (56, 0, 0, 0, 1, 0, 1)]
print([sys.getsizeof(cls()) for cls in (Plain, Slots0, Slots1, Slots3, WithWeak, WithDict, HasMeta)])
# expect: [56, 32, 40, 56, 40, 48, 56]
print([sys.getsizeof(type("Derived", (base,), {})()) for base in BASES[:9]])
# expect: [44, 64, 113, 48, 80, 88, 232, 232, 96]
print(sys.getsizeof(Plain), sys.getsizeof(Slots0), sys.getsizeof(Slots3), sys.getsizeof(Meta), sys.getsizeof(HasMeta))
# expect: 1688 920 920 920 1688


class K:
    pass


k = K()
print(sys.getsizeof(k))  # expect: 56
k.a = 1
print(sys.getsizeof(k))  # expect: 56
d = k.__dict__
print(sys.getsizeof(k), sys.getsizeof(d))  # expect: 56 296
del k
print(sys.getsizeof(d), d)  # expect: 296 {'a': 1}


class Many:
    pass


sizes = []
for n in range(1, 40):
    m = Many()
    for i in range(n):
        setattr(m, f"a{i}", i)
    sizes.append(sys.getsizeof(m.__dict__))
print(sizes)
# expect: [296, 288, 280, 272, 264, 256, 248, 240, 232, 224, 216, 208, 200, 192, 184, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832, 832]


class Same:
    def __init__(self):
        self.a = self.b = self.c = 1


made = [Same() for _ in range(40)]
print([sys.getsizeof(each.__dict__) for each in made])
# expect: [96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96]
copy = made[0].__dict__.copy()
print(sys.getsizeof(copy), sys.getsizeof(dict(made[0].__dict__)), sys.getsizeof({**made[0].__dict__}))
# expect: 96 272 272
copy["d"] = 1
print(sys.getsizeof(copy), copy, made[0].__dict__)
# expect: 96 {'a': 1, 'b': 1, 'c': 1, 'd': 1} {'a': 1, 'b': 1, 'c': 1}
del copy["a"]
print(sys.getsizeof(copy), copy.popitem(), sys.getsizeof(copy))  # expect: 96 ('d', 1) 832
made[1].__dict__[1] = 2
print(sys.getsizeof(made[1].__dict__), made[1].__dict__)  # expect: 352 {'a': 1, 'b': 1, 'c': 1, 1: 2}
made[2].__dict__.clear()
print(sys.getsizeof(made[2].__dict__))  # expect: 64
made[2].z = 1
print(sys.getsizeof(made[2].__dict__), made[2].__dict__)  # expect: 184 {'z': 1}


class D(dict):
    pass


x, y = D(), D()
x.a = 1
y.b = 2
print(sys.getsizeof(x), sys.getsizeof(x.__dict__), sys.getsizeof(y.__dict__), x.__dict__, y.__dict__)
# expect: 88 304 304 {'a': 1} {'b': 2}
print(Plain.__flags__ & ~(1 << 19), Meta.__flags__ & ~(1 << 19), type("E", (Exception,), {}).__flags__ & ~(1 << 19))
# expect: 22032 2147505664 1073763840
print(sys.getsizeof(Plain().__init__), sys.getsizeof(super(Plain, Plain())), sys.getsizeof(property()))
# expect: 48 56 80
