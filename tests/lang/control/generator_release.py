# A generator that is dropped is closed if it has begun, wherever it stands, and everything it held is released.
import gc


def noted(name):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print(name, "exits")
        raise
    finally:
        print(name, "ends")


a = noted("unstarted")
del a
a = noted("suspended")
next(a)
del a
# expect: suspended exits
# expect: suspended ends
a = noted("finished")
print(list(a))
# expect: finished ends
# expect: [1, 2]
del a

a = noted("in a cycle")
next(a)
cycle = [a]
cycle.append(cycle)
del a, cycle
print("before")  # expect: before
gc.collect()
# expect: in a cycle exits
# expect: in a cycle ends


def knows_itself():
    me = yield
    try:
        yield me
    finally:
        print("knew itself")


a = knows_itself()
next(a)
a.send(a)
del a
print(gc.collect() >= 0)
# expect: knew itself
# expect: True


def nested():
    for i in range(3):
        try:
            try:
                raise KeyError(i)
            except KeyError as error:
                try:
                    yield error
                finally:
                    print("inner", i)
        finally:
            print("outer", i)


a = nested()
next(a)
print(repr(next(a)))
# expect: inner 0
# expect: outer 0
# expect: KeyError(1)
del a
# expect: inner 1
# expect: outer 1


kept = None


def resurrects():
    global kept
    try:
        yield
    finally:
        kept = [cell]


a = resurrects()
cell = "cell"
next(a)
del a
print(kept)  # expect: ['cell']


def break_out():
    for n in noted("loop"):
        break
    print("after the loop")


break_out()
# expect: loop exits
# expect: loop ends
# expect: after the loop


def holds(*things):
    first, *rest = things
    yield [first, (yield (first, *rest, things)), rest]


a = holds([1], [2], [3])
print(next(a))  # expect: ([1], [2], [3], ([1], [2], [3]))
del a
a = noted("module")
next(a)
print("end")
# expect: end
# expect: module exits
# expect: module ends
