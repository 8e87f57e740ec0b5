# Calling a generator function makes a generator; next, send, throw and close run it.
import sys


def count(n):
    i = 0
    while i < n:
        received = yield i
        if received is not None:
            i = received
        i += 1
    return "done"


def fails(action, *args):
    try:
        return action(*args)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


g = count(5)
print(g is iter(g), next(g), next(g), g.send(3))  # expect: True 0 1 4
print(fails(next, g))  # expect: StopIteration: done
print(fails(next, g), "|", fails(g.send, 1), "|", g.close())  # expect: StopIteration:  | StopIteration:  | None
print(fails(g.throw, KeyError, "gone"))  # expect: KeyError: 'gone'

g = count(2)
print(fails(g.send, 1))  # expect: TypeError: can't send non-None value to a just-started generator
print(g.send(None), list(g))  # expect: 0 [1]

print(list(count(3)), [*count(2)], sum(count(4)), dict.fromkeys(count(2)))
# expect: [0, 1, 2] [0, 1] 6 {0: None, 1: None}
print(max(count(4)), any(n > 2 for n in count(9)), "".join(str(n) for n in count(3)))  # expect: 3 True 012
a, *b = count(3)
print(a, b)  # expect: 0 [1, 2]


# What it returns is the value of StopIteration, a tuple and an exception too.
def returns(value):
    return value
    yield


for value in (None, 7, (1, 2), (), [3]):
    try:
        next(returns(value))
    except StopIteration as stop:
        print(stop.args, stop.value)
# expect: () None
# expect: (7,) 7
# expect: ((1, 2),) (1, 2)
# expect: ((),) ()
# expect: ([3],) [3]


# It cannot run twice at once.
def reenters():
    yield fails(next, me)


me = reenters()
print(next(me))  # expect: ValueError: generator already executing


# throw: a class, a class and a value, an instance, a traceback.
def catches():
    while True:
        try:
            yield "waiting"
        except ValueError as error:
            yield repr(error)


g = catches()
next(g)
print(g.throw(ValueError), next(g))  # expect: ValueError() waiting
print(g.throw(ValueError, "text"), next(g))  # expect: ValueError('text') waiting
print(g.throw(ValueError, ("two", "parts")), next(g))  # expect: ValueError('two', 'parts') waiting
print(g.throw(ValueError("instance")), next(g))  # expect: ValueError('instance') waiting
print(g.throw(ValueError, ValueError("instance"), None), next(g))  # expect: ValueError('instance') waiting
print(fails(g.throw, 5))
# expect: TypeError: exceptions must be classes or instances deriving from BaseException, not int
print(fails(g.throw, ValueError, 1, 2))  # expect: TypeError: throw() third argument must be a traceback object
print(fails(g.throw, ValueError(), 1))  # expect: TypeError: instance exception may not have a separate value
print(fails(g.throw), fails(g.throw, 1, 2, 3, 4))
# expect: TypeError: throw expected at least 1 argument, got 0 TypeError: throw expected at most 3 arguments, got 4
print(next(g))  # expect: waiting
print(fails(g.throw, KeyError("other")), fails(next, g))  # expect: KeyError: 'other' StopIteration: 

# Thrown before it has begun, an exception comes straight back, and the generator has ended.
g = count(3)
print(fails(g.throw, KeyError), fails(next, g))  # expect: KeyError:  StopIteration: 


# StopIteration that leaves the body is an error.
def leaks():
    yield next(iter([]))


try:
    next(leaks())
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__context__ is error.__cause__)
# expect: generator raised StopIteration StopIteration() True


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            if sys.getrecursionlimit() > 1:
                yield "ignored"
            return


g = stubborn()
next(g)
print(fails(g.close), g.close())  # expect: RuntimeError: generator ignored GeneratorExit None

print(fails(lambda: type(g)()))  # expect: TypeError: cannot create 'generator' instances
print([name for name in dir(g) if not name.startswith("__")])
# expect: ['close', 'gi_code', 'gi_frame', 'gi_running', 'gi_suspended', 'gi_yieldfrom', 'send', 'throw']
