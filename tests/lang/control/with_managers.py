# Context managers: __enter__ and __exit__ are called in order, whatever ends the body.
import sys


class Manager:
    def __init__(self, name, suppress=False, fails=None):
        self.name = name
        self.suppress = suppress
        self.fails = fails

    def __enter__(self):
        print("enter", self.name)
        if self.fails == "enter":
            raise KeyError("enter")
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, type(traceback).__name__)
        if self.fails == "exit":
            raise KeyError("exit")
        return self.suppress


def outcome(action):
    try:
        return action()
    except Exception as error:
        return repr(error), repr(error.__context__)


with Manager(1) as a, Manager(2) as (b):
    print(a, b)
# expect: enter 1
# expect: enter 2
# expect: 1 2
# expect: exit 2 None None NoneType
# expect: exit 1 None None NoneType
with (
    Manager(1) as a,
    Manager(2),
):
    print(a)
# expect: enter 1
# expect: enter 2
# expect: 1
# expect: exit 2 None None NoneType
# expect: exit 1 None None NoneType
with (Manager("parenthesized")):
    pass
# expect: enter parenthesized
# expect: exit parenthesized None None NoneType
with (Manager("a"), Manager("b"))[0] as c:
    print(c)
# expect: enter a
# expect: a
# expect: exit a None None NoneType
with Manager([1, 2, 3]) as (p, *q), Manager("x") as q[0]:
    print(p, q)
# expect: enter [1, 2, 3]
# expect: enter x
# expect: 1 ['x', 3]
# expect: exit x None None NoneType
# expect: exit [1, 2, 3] None None NoneType
with Manager("suppresses", True):
    1 / 0
# expect: enter suppresses
# expect: exit suppresses ZeroDivisionError division by zero traceback


def fails_in_exit():
    with Manager(1), Manager(2, fails="exit"):
        raise ValueError("body")


print(outcome(fails_in_exit))
# expect: enter 1
# expect: enter 2
# expect: exit 2 ValueError body traceback
# expect: exit 1 KeyError 'exit' traceback
# expect: ("KeyError('exit')", "ValueError('body')")


def fails_in_enter():
    with Manager(1), Manager(2, fails="enter"):
        print("never")


print(outcome(fails_in_enter))
# expect: enter 1
# expect: enter 2
# expect: exit 1 KeyError 'enter' traceback
# expect: ("KeyError('enter')", 'None')


def fails_in_target():
    with Manager("pair") as (x, y, z):
        print("never")


print(outcome(fails_in_target))
# expect: enter pair
# expect: exit pair ValueError too many values to unpack (expected 3) traceback
# expect: ("ValueError('too many values to unpack (expected 3)')", 'None')


def leaves():
    for n in range(4):
        with Manager(n):
            if n == 0:
                continue
            if n == 1:
                with Manager("inner"):
                    continue
            if n == 2:
                break
    with Manager("returns"):
        return "returned"


print(leaves())
# expect: enter 0
# expect: exit 0 None None NoneType
# expect: enter 1
# expect: enter inner
# expect: exit inner None None NoneType
# expect: exit 1 None None NoneType
# expect: enter 2
# expect: exit 2 None None NoneType
# expect: enter returns
# expect: exit returns None None NoneType
# expect: returned


def return_fails():
    try:
        with Manager("return", fails="exit"):
            return "lost"
    except KeyError as error:
        return repr(error)


print(return_fails())
# expect: enter return
# expect: exit return None None NoneType
# expect: KeyError('exit')


def finally_inside():
    try:
        with Manager("a"):
            try:
                return "value"
            finally:
                with Manager("b", True):
                    raise KeyError
                print("after b")
    finally:
        print("outer finally")


print(finally_inside())
# expect: enter a
# expect: enter b
# expect: exit b KeyError  traceback
# expect: after b
# expect: exit a None None NoneType
# expect: outer finally
# expect: value


class Truth:
    def __bool__(self):
        raise OSError("no truth")


class Strange:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return Truth()


with Strange():
    print("the result is only looked at after an exception")
# expect: the result is only looked at after an exception


def strange():
    with Strange():
        1 / 0


print(outcome(strange))  # expect: ("OSError('no truth')", "ZeroDivisionError('division by zero')")


class OnInstance:
    pass


manager = OnInstance()
manager.__enter__ = manager.__exit__ = lambda *args: print("never")


def looked_up_on_type():
    with manager:
        pass


print(outcome(looked_up_on_type))
# expect: ('TypeError("\'OnInstance\' object does not support the context manager protocol")', 'None')


class WithoutExit:
    def __enter__(self):
        print("never")


def no_exit():
    with WithoutExit():
        pass


print(outcome(no_exit))
# expect: ('TypeError("\'WithoutExit\' object does not support the context manager protocol (missed __exit__ method)")', 'None')


class Descriptors:
    @property
    def __enter__(self):
        print("look for enter")
        return lambda: "entered"

    @property
    def __exit__(self):
        print("look for exit")
        return lambda *args: print("exit with", len(args))


with Descriptors() as d:
    print(d)
# expect: look for enter
# expect: look for exit
# expect: entered
# expect: exit with 3


class Watches:
    def __enter__(self):
        print("in enter", sys.exc_info()[1])

    def __exit__(self, *args):
        print("in exit", sys.exc_info()[1] is args[1])
        return True


try:
    raise ValueError("outer")
except ValueError:
    with Watches():
        raise TypeError("inner")
    print(repr(sys.exc_info()[1]))
# expect: in enter outer
# expect: in exit True
# expect: ValueError('outer')


def generator():
    with Manager("g"):
        try:
            yield 1
        finally:
            print("finally")
    with Manager("s", True) as s:
        yield s
        raise ValueError
    yield 3


print(list(generator()))
# expect: enter g
# expect: finally
# expect: exit g None None NoneType
# expect: enter s
# expect: exit s ValueError  traceback
# expect: [1, 's', 3]
g = generator()
next(g)  # expect: enter g
del g
# expect: finally
# expect: exit g GeneratorExit  traceback
g = generator()
next(g)  # expect: enter g
print(outcome(lambda: g.throw(KeyError("thrown"))))
# expect: finally
# expect: exit g KeyError 'thrown' traceback
# expect: ("KeyError('thrown')", 'None')


class Counter:
    alive = 0

    def __init__(self):
        Counter.alive += 1

    def __del__(self):
        Counter.alive -= 1

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def temporary():
    with Counter():
        inside = Counter.alive
    return inside, Counter.alive


print(temporary())  # expect: (1, 0)
