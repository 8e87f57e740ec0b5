# One place in a loop meets objects whose class, attributes and methods change under way.


class A:
    kind = "A"

    def __init__(self, n):
        self.n = n

    def name(self):
        return f"A{self.n}"

    def add(self, x, y=10):
        return self.n + x + y


class B(A):
    def name(self):
        return f"B{self.n}"


class S:
    __slots__ = ("n",)

    def __init__(self, n):
        self.n = n

    def name(self):
        return f"S{self.n}"


class G:
    def __getattr__(self, attribute):
        return lambda *args: f"G.{attribute}{args}"


def names(objects):
    return [o.name() for o in objects]


def numbers(objects):
    return [o.n for o in objects]


def loop(objects):
    result = []
    for o in objects:
        result.append(o.name())
        result.append(o.n)
    return result


a, b, s = A(1), B(2), S(3)
print(names([a, a, b, b, s, s, a]), numbers([a, a, b, s, s, b]), loop([a, b, s, a]))
# expect: ['A1', 'A1', 'B2', 'B2', 'S3', 'S3', 'A1'] [1, 1, 2, 3, 3, 2] ['A1', 1, 'B2', 2, 'S3', 3, 'A1', 1]
print([o.name() for o in [a, G(), b]], [o.n for o in [s, a, s]])  # expect: ['A1', 'G.name()', 'B2'] [3, 1, 3]


def replace_method():
    seen = []
    o = A(5)
    for i in range(6):
        if i == 2:
            A.name = lambda self: "replaced"
        if i == 4:
            o.name = lambda: "own"
        seen.append(o.name())
    return seen


original = A.name
print(replace_method())  # expect: ['A5', 'A5', 'replaced', 'replaced', 'own', 'own']
A.name = original


def change_class():
    seen = []
    o = A(7)
    for i in range(4):
        if i == 2:
            o.__class__ = B
        seen.append((o.name(), o.n, o.kind))
    return seen


print(change_class())  # expect: [('A7', 7, 'A'), ('A7', 7, 'A'), ('B7', 7, 'A'), ('B7', 7, 'A')]


def delete_attribute():
    seen = []
    o = A(8)
    for i in range(4):
        if i == 2:
            del o.n
        try:
            seen.append(o.n)
        except AttributeError as error:
            seen.append(str(error))
    return seen


print(delete_attribute())
# expect: [8, 8, "'A' object has no attribute 'n'", "'A' object has no attribute 'n'"]


def class_attribute_behind():
    seen = []
    o = A(9)
    for i in range(5):
        if i == 2:
            A.n = "class"
            del o.n
        if i == 4:
            A.n = property(lambda self: "property")
            o.__dict__["n"] = "hidden"
        seen.append(o.n)
    del A.n
    seen.append(o.n)
    return seen


print(class_attribute_behind())  # expect: [9, 9, 'class', 'class', 'property', 'hidden']


def store_through_changes():
    seen = []
    o = A(0)
    for i in range(8):
        if i == 2:
            o.__dict__
        if i == 4:
            A.n = property(lambda self: self.hidden, lambda self, value: self.__dict__.update(hidden=value * 2))
        if i == 6:
            del A.n
        o.n = i
        seen.append(o.n)
    return seen, o.__dict__


print(store_through_changes())  # expect: ([0, 1, 2, 3, 8, 10, 6, 7], {'n': 7, 'hidden': 10})


def many_instances(cls, count):
    made = []
    for i in range(count):
        o = cls(i)
        if i % 3 == 0:
            o.extra = i
        if i % 5 == 0:
            o.other = -i
        made.append(o)
    return [(o.n, getattr(o, "extra", None), getattr(o, "other", None)) for o in made]


print(many_instances(A, 7))
# expect: [(0, 0, 0), (1, None, None), (2, None, None), (3, 3, None), (4, None, None), (5, None, -5), (6, 6, None)]


class Order:
    def __init__(self, first):
        if first:
            self.a = 1
            self.b = 2
        else:
            self.b = 3
            self.a = 4


x, y = Order(True), Order(False)
print(x.__dict__, y.__dict__, [o.a for o in (x, y, x)], [o.b for o in (y, x)])
# expect: {'a': 1, 'b': 2} {'b': 3, 'a': 4} [1, 4, 1] [3, 2]
z = Order(False)
del z.b
z.c = 5
z.b = 6
print(list(z.__dict__.items()), vars(Order(True)))  # expect: [('a', 4), ('c', 5), ('b', 6)] {'a': 1, 'b': 2}


def slot_changes():
    seen = []
    o = S(1)
    for i in range(6):
        if i == 2:
            del o.n
        if i == 4:
            o.n = "back"
        try:
            seen.append(o.n)
        except AttributeError as error:
            seen.append(str(error))
    return seen


print(slot_changes())
# expect: [1, 1, "'S' object has no attribute 'n'", "'S' object has no attribute 'n'", 'back', 'back']


class Released:
    def __init__(self, action):
        self.action = action

    def __del__(self):
        self.action()


def store_releases():
    o = A(0)
    seen = []
    for i in range(4):
        # The old value's end replaces the attribute's class, or the attribute itself.
        o.n = Released(lambda i=i: seen.append((i, type(o.n).__name__)))
    o.n = "last"
    return seen, o.n


print(store_releases())  # expect: ([(0, 'Released'), (1, 'Released'), (2, 'Released'), (3, 'str')], 'last')


def release_clears():
    o = A(0)
    seen = []

    def clear():
        o.__dict__.clear()
        seen.append("cleared")

    for i in range(3):
        o.n = Released(clear)
        o.m = i
    o.n = 1
    return seen, o.__dict__


print(release_clears())  # expect: (['cleared', 'cleared', 'cleared'], {})


class Init:
    def __init__(self, a, b):
        self.a, self.b = a, b


def make():
    seen = []
    for i in range(6):
        if i == 2:
            Init.__init__ = lambda self, a, b, c=3: setattr(self, "a", (a, b, c))
        if i == 4:
            Init.__new__ = lambda cls, a, b: object.__new__(A)
        seen.append(Init(i, i).__dict__)
    return seen


print(make())  # expect: [{'a': 0, 'b': 0}, {'a': 1, 'b': 1}, {'a': (2, 2, 3)}, {'a': (3, 3, 3)}, {}, {}]


class NoInit:
    pass


def make_plain():
    seen = []
    for i in range(3):
        if i == 1:
            NoInit.__init__ = lambda self: setattr(self, "made", True)
        seen.append(NoInit().__dict__)
    return seen


print(make_plain())  # expect: [{}, {'made': True}, {'made': True}]


class Sup(A):
    def name(self):
        return super().name() + "!"


def supers():
    seen = []
    for i in range(4):
        if i == 2:
            A.name = lambda self: "new"
        seen.append(Sup(i).name())
    return seen


print(supers())  # expect: ['A0!', 'A1!', 'new!', 'new!']


def augmented():
    o = A(0)
    for i in range(1000):
        o.n += i
        A.kind += "x"
    return o.n, len(A.kind)


print(augmented())  # expect: (499500, 1001)
for wrong in ("A(1).add()", "A(1).add(1, 2, 3)", "A(1).add(1, z=2)", "A(1).missing()", "A(1).n()", "A.add(1)"):
    try:
        eval(wrong)
    except (TypeError, AttributeError) as error:
        print(wrong, "->", error)
# expect: A(1).add() -> A.add() missing 1 required positional argument: 'x'
# expect: A(1).add(1, 2, 3) -> A.add() takes from 2 to 3 positional arguments but 4 were given
# expect: A(1).add(1, z=2) -> A.add() got an unexpected keyword argument 'z'
# expect: A(1).missing() -> 'A' object has no attribute 'missing'
# expect: A(1).n() -> 'int' object is not callable
# expect: A.add(1) -> A.add() missing 1 required positional argument: 'x'
