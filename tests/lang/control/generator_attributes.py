# What a generator shows of itself: names, code, state, frame.
import sys


def fails(action, *args):
    try:
        return action(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def work(a, b=2):
    c = a + b
    yield c

    def inner():
        return c

    d = yield locals()["c"]
    yield d


g = work(1)
print(g.__name__, g.__qualname__, g.gi_code is work.__code__)  # expect: work work True
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom)  # expect: False False None
print(g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_frame.f_back)  # expect: {'a': 1, 'b': 2} 12 None
frame = g.gi_frame
next(g)
print(frame is g.gi_frame, frame.f_lineno, frame.f_locals)  # expect: True 14 {'a': 1, 'b': 2, 'c': 3}
print(g.gi_suspended, frame.f_code is g.gi_code, frame.f_globals is globals())  # expect: True True True
next(g)
g.send("d")
print(frame.f_lineno, frame.f_locals["d"], sorted(frame.f_locals))  # expect: 20 d ['a', 'b', 'c', 'd', 'inner']
print(list(g), g.gi_frame, g.gi_suspended, frame.f_locals["d"])  # expect: [] None False d

g.__name__ = "other"
g.__qualname__ = "some.other"
print(g.__name__, repr(g).startswith("<generator object some.other at 0x"), g.gi_code.co_name)  # expect: other True work
print(fails(setattr, g, "__name__", 1))  # expect: TypeError: __name__ must be set to a string object
print(fails(delattr, g, "__qualname__"))  # expect: TypeError: __qualname__ must be set to a string object
print(fails(setattr, g, "gi_running", 1))
# expect: AttributeError: attribute 'gi_running' of 'generator' objects is not writable
print(fails(setattr, g, "x", 1))  # expect: AttributeError: 'generator' object has no attribute 'x'


def watches():
    frame = sys._getframe()
    yield me.gi_running, me.gi_frame is frame, frame.f_back.f_code.co_name, frame.f_lineno
    del frame
    yield


me = watches()
print(next(me), me.gi_running)  # expect: (True, True, '<module>', 48) False


def cleared():
    try:
        yield 1
    finally:
        print("closed")


g = cleared()
next(g)
g.gi_frame.clear()  # expect: closed
print(g.gi_frame, list(g))  # expect: None []

def plain():
    yield


def two(a, b):
    x = yield a
    y = yield b


def delegates(i):
    yield from i


print(sys.getsizeof(plain()), sys.getsizeof(two(1, 2)), sys.getsizeof(delegates(1)))  # expect: 176 208 192
print(sys.getsizeof(x for x in ()))  # expect: 200
before = sys.getrefcount(plain), sys.getrefcount(plain.__code__)
g = plain()
print(sys.getrefcount(plain) - before[0], sys.getrefcount(plain.__code__) - before[1])  # expect: 1 2
next(g)
g.close()
print(sys.getrefcount(plain) - before[0], sys.getrefcount(plain.__code__) - before[1])  # expect: 0 1
