# Sequence patterns: lists, tuples, ranges; not str, bytes, dicts or iterators.


def shape(x):
    match x:
        case []:
            return "empty"
        case [0]:
            return "zero"
        case [one]:
            return "one", one
        case (a, b):
            return "two", a, b
        case [1, *rest]:
            return "starts with 1", rest
        case [*start, 9]:
            return "ends with 9", start
        case [first, *_, last] if first == last:
            return "ring", first
        case [x, [y, *z], *_]:
            return "nested", x, y, z
        case [_, *middle, _]:
            return "middle", middle
    return "no sequence"


print([shape(x) for x in ([], (), [0], (5,), [1, 2], "ab", b"ab", {1: 2}, {1, 2}, iter([1]), 5, None)])
# expect: ['empty', 'empty', 'zero', ('one', 5), ('two', 1, 2), 'no sequence', 'no sequence', 'no sequence', 'no sequence', 'no sequence', 'no sequence', 'no sequence']
print(shape([1, 2, 3]), shape((4, 5, 9)), shape([7, 0, 7]))
# expect: ('starts with 1', [2, 3]) ('ends with 9', [4, 5]) ('ring', 7)
print(shape([2, [3, 4, 5], 6]), shape(range(3, 7)), shape([2, "ab", 3]))
# expect: ('nested', 2, 3, [4, 5]) ('middle', [4, 5]) ('middle', ['ab'])


def several(x):
    match x:
        case 1, 2:
            return "bare tuple"
        case [(1 | 2) as a, ("x" | "y") as b]:
            return a, b
        case [[], [[]], *_]:
            return "empties"
        case [[a, b], [c, d]] | [a, b, c, d]:
            return a, b, c, d
        case [*_]:
            return "any sequence"


print(several((1, 2)), several([2, "y"]), several([(), [()], 1]), several([[1, 2], (3, 4)]), several("abcd"))
# expect: bare tuple (2, 'y') empties (1, 2, 3, 4) None
print(several([1, 2, 3, 4]), several([1, 2, 3, 4, 5]), several(range(0)))
# expect: (1, 2, 3, 4) any sequence any sequence


# Items are new references of the names; what failed leaves nothing behind.
def identity():
    inner = [1]
    match [inner, inner, "x"]:
        case [a, b, "y"]:
            return "no"
        case [a, b, c]:
            return a is inner, b is a, c


print(identity())  # expect: (True, True, 'x')


def swap(pair):
    match pair:
        case [pair, other]:
            return pair, other


print(swap([1, 2]))  # expect: (1, 2)
