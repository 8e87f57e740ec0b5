import gc


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


first = Loud("first")
first = Loud("second")  # expect: end of first
del first  # expect: end of second
items = [Loud("in a list"), Loud("too")]
items.clear()
# expect: end of too
# expect: end of in a list


def local():
    loud = Loud("local")
    return "returned"


print(local())
# expect: end of local
# expect: returned
loop = Loud("loop")
loop.me = loop
del loop
print(gc.collect())
# expect: end of loop
# expect: 1
saved = []


class Phoenix:
    def __del__(self):
        print("back to life")
        saved.append(self)


phoenix = Phoenix()
phoenix.mark = 1
del phoenix  # expect: back to life
print(saved[0].mark)  # expect: 1
saved.clear()
print("its end came once")  # expect: its end came once
phoenix = Phoenix()
phoenix.me = phoenix
del phoenix
print(gc.collect(), len(saved))
# expect: back to life
# expect: 0 1
saved.clear()
print(gc.collect())  # expect: 1


class Node:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


chain = None
for _ in range(100000):
    chain = Node(chain)
del chain
print("a chain of slots ended")  # expect: a chain of slots ended


class Link:
    ended = 0

    def __init__(self, next):
        self.next = next

    def __del__(self):
        Link.ended += 1


chain = None
for _ in range(5000):
    chain = Link(chain)
del chain
print(Link.ended)  # expect: 5000


class Handles:
    def __del__(self):
        try:
            1 / 0
        except ZeroDivisionError as error:
            print("handled", error)


def fails():
    handles = Handles()
    raise KeyError("outer")


try:
    fails()
except KeyError as error:
    print("caught", error)
# expect: caught 'outer'
# expect: handled division by zero


class Late:
    pass


late = Late()
Late.__del__ = lambda self: print("late")
del late  # expect: late
late = Late()
del Late.__del__
del late


class Looks:
    def __del__(self):
        print(sorted(self.__dict__.items()))


looks = Looks()
looks.b, looks.a = 1, 2
del looks  # expect: [('a', 2), ('b', 1)]


class SlotLoud:
    __slots__ = ("a", "b")

    def __del__(self):
        print("slots", hasattr(self, "a"), hasattr(self, "b"))


slots = SlotLoud()
slots.a = [slots]
del slots
print(gc.collect())
# expect: slots True False
# expect: 2


class Call:
    def __call__(self):
        del holder.call
        return "the caller's reference is gone"


class Holder:
    pass


holder = Holder()
holder.call = Call()
print(holder.call())  # expect: the caller's reference is gone


class LoudInt(int):
    def __del__(self):
        print("int", int(self))


class LoudList(list):
    def __del__(self):
        print("list", len(self))


class LoudError(Exception):
    def __del__(self):
        print("error", self.args)


class LoudDict(dict):
    def __del__(self):
        print("dict", sorted(self))


LoudInt(5)  # expect: int 5
LoudDict(a=1, b=2)  # expect: dict ['a', 'b']
loud = LoudList([1, 2])
loud.append(loud)
del loud
gc.collect()  # expect: list 3
try:
    raise LoudError(1)
except LoudError:
    print("handled")
# expect: handled
# expect: error (1,)


class Base:
    pass


class Derived(Base):
    pass


print([cls.__name__ for cls in Base.__subclasses__()])  # expect: ['Derived']
Derived.me = Derived
del Derived
gc.collect()
print(Base.__subclasses__())  # expect: []


def classes():
    class Inner:
        def method(self):
            return __class__

    inner = Inner()
    inner.cls = Inner
    inner.me = inner
    return "made"


print(classes(), gc.collect() > 0)  # expect: made True


class Order:
    def __init__(self):
        self.a = Loud("a")
        self.b = Loud("b")

    def __del__(self):
        print("end of the owner")


order = Order()
del order
# expect: end of the owner
# expect: end of a
# expect: end of b
