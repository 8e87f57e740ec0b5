# Each generator has a handled exception of its own; that of its caller shows through where it has none.
import sys


def current():
    return sys.exc_info()[1]


def watches():
    yield current()
    try:
        raise KeyError("inside")
    except KeyError:
        yield current()
        yield current()
    yield current()


g = watches()
try:
    raise ValueError("outside")
except ValueError:
    print(repr(next(g)))  # expect: ValueError('outside')
    print(repr(next(g)), repr(current()))  # expect: KeyError('inside') ValueError('outside')
print(repr(next(g)), current())  # expect: KeyError('inside') None
try:
    raise TypeError("later")
except TypeError:
    print(repr(next(g)))  # expect: TypeError('later')
print(current(), list(g))  # expect: None []


def raises_again():
    yield
    raise


g = raises_again()
next(g)
try:
    try:
        raise OSError("of the caller")
    except OSError:
        next(g)
except OSError as error:
    print(repr(error), error.__context__)  # expect: OSError('of the caller') None
g = raises_again()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error)  # expect: No active exception to reraise


def context_of(action):
    try:
        action()
    except BaseException as error:
        return repr(error), repr(error.__context__), repr(error.__cause__)


def thrown_into():
    try:
        raise KeyError("handled")
    except KeyError:
        yield


g = thrown_into()
next(g)
print(context_of(lambda: g.throw(ValueError("thrown"))))
# expect: ("ValueError('thrown')", "KeyError('handled')", 'None')


def replaces():
    try:
        yield
    except ValueError as error:
        raise RuntimeError("instead") from error


g = replaces()
next(g)
print(context_of(lambda: g.throw(ValueError("thrown"))))
# expect: ("RuntimeError('instead')", "ValueError('thrown')", "ValueError('thrown')")


def fails_in_handler():
    yield 1
    yield 1 / 0


def handled_outside():
    g = fails_in_handler()
    try:
        raise KeyError("outer")
    except KeyError:
        next(g)
        next(g)


print(context_of(handled_outside))
# expect: ("ZeroDivisionError('division by zero')", "KeyError('outer')", 'None')


def finally_yields():
    try:
        yield "try"
    finally:
        yield "finally"
        print("end of finally")


g = finally_yields()
print(next(g), g.throw(ValueError("kept for later")))  # expect: try finally
print(context_of(lambda: next(g)))
# expect: end of finally
# expect: ("ValueError('kept for later')", 'None', 'None')


def swallows():
    while True:
        try:
            try:
                yield
            finally:
                if len(seen) < 3:
                    seen.append(current())
                    continue
        except ValueError:
            print("never")


seen = []
g = swallows()
next(g)
print(g.throw(ValueError), g.throw(KeyError))  # expect: None None
try:
    g.close()
except RuntimeError as error:
    print(error)  # expect: generator ignored GeneratorExit
print(seen, g.close())  # expect: [ValueError(), KeyError(), GeneratorExit()] None


def returns_from_finally():
    for n in range(3):
        try:
            yield n
        finally:
            return "from finally"


g = returns_from_finally()
next(g)
try:
    g.throw(KeyError)
except StopIteration as stop:
    print(stop.value)  # expect: from finally
