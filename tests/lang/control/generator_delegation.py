# `yield from`: values, send, throw and close go through to the iterator.


def fails(action, *args):
    try:
        return action(*args)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def inner():
    log = []
    while True:
        try:
            received = yield len(log)
            log.append(received)
        except ValueError as error:
            return log + [str(error)]
        except GeneratorExit:
            print("inner is closed")
            raise


def outer():
    try:
        result = yield from inner()
        print("result", result)
        yield "after"
    finally:
        print("outer ends")


g = outer()
print(next(g), g.send("a"), g.send("b"), g.gi_yieldfrom.__name__)  # expect: 0 1 2 inner
print(g.throw(ValueError("v")))
# expect: result ['a', 'b', 'v']
# expect: after
print(g.gi_yieldfrom, fails(next, g))
# expect: outer ends
# expect: None StopIteration: 

g = outer()
next(g)
g.close()
# expect: inner is closed
# expect: outer ends

g = outer()
next(g)
print(fails(g.throw, KeyError, "k"))
# expect: outer ends
# expect: KeyError: 'k'

g = outer()
next(g)
print(fails(g.throw, GeneratorExit))
# expect: inner is closed
# expect: outer ends
# expect: GeneratorExit: 


def over(iterable):
    result = yield from iterable
    print("result", result)
    return "end"


print(list(over([1, 2])), list(over("ab")), list(over(range(2))))
# expect: result None
# expect: result None
# expect: result None
# expect: [1, 2] ['a', 'b'] [0, 1]
print(fails(next, over(5)))  # expect: TypeError: 'int' object is not iterable
g = over([1, 2, 3])
next(g)
print(fails(g.send, 1))  # expect: AttributeError: 'list_iterator' object has no attribute 'send'
g = over([1, 2, 3])
next(g)
print(fails(g.throw, ValueError("not for lists")), fails(next, g))
# expect: ValueError: not for lists StopIteration: 


def returning(value):
    return value
    yield


print(list(over(returning((1, 2)))), list(over(over(returning(3)))))
# expect: result (1, 2)
# expect: result 3
# expect: result end
# expect: [] []


def begun():
    yield 1
    yield 2


shared = begun()
next(shared)
print(list(over(shared)), list(over(shared)))
# expect: result None
# expect: result None
# expect: [2] []


def itself():
    yield from me


me = itself()
print(fails(next, me))  # expect: ValueError: generator already executing


def count_down(n):
    yield n
    if n > 0:
        yield from count_down(n - 1)


print(sum(count_down(300)), list(count_down(3)))  # expect: 45150 [3, 2, 1, 0]
try:
    list(count_down(2000))
except RecursionError as error:
    print(error)  # expect: maximum recursion depth exceeded


def chain(depth):
    iterator = iter(range(3))
    for _ in range(depth):
        iterator = (item + 1 for item in iterator)
    return iterator


print(list(chain(300)))  # expect: [300, 301, 302]
long = chain(5000)
try:
    next(long)
except RecursionError:
    print("too long")  # expect: too long
del long
print("and given back")  # expect: and given back
