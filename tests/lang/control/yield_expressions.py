# `yield` inside of expressions and statements of every kind: what was evaluated before is kept over it.


def drive(generator, *values):
    out = []
    try:
        out.append(next(generator))
        for value in values:
            out.append(generator.send(value))
    except StopIteration as stop:
        out.append(("returns", stop.value))
    return out


def operators(a):
    x = (yield 1) if a else (yield 2)
    y = (yield 3) or (yield 4) or (yield 5)
    z = (yield 6) < (yield 7) < (yield 8)
    return x, y, z, not (yield 9), -(yield 10), (yield 11) + (yield 12) * a


print(drive(operators(1), "x", 0, "y", 1, 2, 3, 0, 4, 5, 6))
# expect: [1, 3, 4, 6, 7, 8, 9, 10, 11, 12, ('returns', ('x', 'y', True, True, -4, 11))]
print(drive(operators(0), "x", 1, 3, 2, 0, 4, 5, 6))
# expect: [2, 3, 6, 7, 9, 10, 11, 12, ('returns', ('x', 1, False, True, -4, 5))]


def displays():
    return [(yield 1), *(yield 2)], {(yield 3): (yield 4), **(yield 5)}, ((yield 6), [(yield 7)])


print(drive(displays(), "a", "bc", "k", "v", {"m": 1}, 6, 7))
# expect: [1, 2, 3, 4, 5, 6, 7, ('returns', (['a', 'b', 'c'], {'k': 'v', 'm': 1}, (6, [7])))]


def texts():
    return f"{(yield 1)}-{(yield 2)!r:>{(yield 3)}}", "%s %s" % ((yield 4), (yield 5))


print(drive(texts(), "a", "b", 6, 1, 2))  # expect: [1, 2, 3, 4, 5, ('returns', ("a-   'b'", '1 2'))]


def calls(*args, **kwargs):
    return args, kwargs


def calling():
    first = calls((yield 1), (yield 2), k=(yield 3))
    second = calls(*(yield 4), **(yield 5))
    third = "".join((yield 6)), [3, 1, 2].index((yield 7)), "a,b".split((yield 8))
    return first, second, third


print(drive(calling(), 1, 2, 3, "ab", {"z": 0}, ["x", "y"], 1, ","))
# expect: [1, 2, 3, 4, 5, 6, 7, 8, ('returns', (((1, 2), {'k': 3}), (('a', 'b'), {'z': 0}), ('xy', 1, ['a', 'b'])))]


def targets(a):
    a[(yield 1)] = (yield 2)
    a[(yield 3)] += (yield 4)
    p, (q, *r) = (yield 5), (yield 6)
    a[(yield 7)], a[(yield 8)] = "uv"
    del a[(yield 9)]
    b = c = yield 10
    d: int = yield 11
    assert (yield 12), "message"
    return a, p, q, r, b, c, d, a[(yield 13) : (yield 14)]


print(drive(targets([0, 10, 20, 30]), 2, 0, 1, 5, "p", "qrs", 3, 0, 3, "bc", "d", True, 0, 1))
# expect: [2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, ('returns', (['v', 15, 20], 'p', 'q', ['r', 's'], 'bc', 'bc', 'd', ['v']))]


def statements():
    if (yield 1):
        print("then")
    elif (yield 2):
        print("elif")
    else:
        print("else", (yield 3))
    while (yield 4):
        if (yield 5):
            break
        if (yield 6):
            continue
        print("end of body")
    else:
        print("while else", (yield 7))
    for n in (yield 8):
        print(n, (yield 9))
    else:
        print("for else", (yield 10))
    try:
        raise (yield 11)
    except (yield 12) as error:
        print(repr(error), (yield 13))
    else:
        print("no")
    finally:
        print("finally", (yield 14))
    return (yield 15)


print(drive(statements(), 0, 0, "x", 1, 0, 1, 1, 0, 0, 0, "w", "ab", 1, 2, 3, ValueError, ValueError, 4, 5, 6))
# expect: else x
# expect: end of body
# expect: while else w
# expect: a 1
# expect: b 2
# expect: for else 3
# expect: ValueError() 4
# expect: finally 5
# expect: [1, 2, 3, 4, 5, 6, 4, 5, 6, 4, 7, 8, 9, 9, 10, 11, 12, 13, 14, 15, ('returns', 6)]


def defaults():
    def inner(a=(yield 1), *, b=(yield 2)):
        return a, b

    return inner(), (lambda a=(yield 3): a)(), (lambda: (yield 4))().__class__.__name__


print(drive(defaults(), "a", "b", "c"))  # expect: [1, 2, 3, ('returns', (('a', 'b'), 'c', 'generator'))]


def closures(n):
    def add(k):
        nonlocal n
        n += k
        return n

    while True:
        add((yield n, lambda: n))


g = closures(1)
(n, read) = next(g)
print(n, read(), g.send(5)[0], read())  # expect: 1 1 6 6


def many(a, b, c, d, e, f, g, h, i, j, k, *rest, l=0, **more):
    yield a + b + c + d + e + f + g + h + i + j + k + l
    yield rest, more
    a = yield a
    yield a


print(drive(many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, l=13, m=14), 0, 0, "new"))
# expect: [79, ((12,), {'m': 14}), 1, 'new']
