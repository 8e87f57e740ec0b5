# Literals, values, captures, the wildcard, alternatives, guards, `as`.
import sys


def kind(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | -3:
            return "small"
        case 4.5 | 10_000:
            return "number"
        case "a" | "b" as letter:
            return "letter " + letter
        case "two " "parts":
            return "joined"
        case b"x":
            return "bytes"
        case None:
            return "none"
        case True | False as truth:
            return truth
        case sys.maxsize:
            return "largest"
        case n if n in (50, 60):
            return "guarded", n
        case _:
            return "other"


print([kind(x) for x in (0, 1, 2, -3, 4.5, 10000, 0.0, 1.0)])
# expect: ['zero', 'small', 'small', 'small', 'number', 'number', 'zero', 'small']
print([kind(x) for x in ("a", "b", "c", "two parts", b"x", None, True, False, sys.maxsize, 50, 70)])
# expect: ['letter a', 'letter b', 'other', 'joined', 'bytes', 'none', 'small', 'zero', 'largest', ('guarded', 50), 'other']


# A name that was bound before a guard failed stays bound.
def guards(x):
    match x:
        case a if a > 10:
            return "large"
        case b if (seen := b) > 5:
            return "middle"
    return a, b, seen


print(guards(11), guards(7), guards(1))  # expect: large middle (1, 1, 1)


# The subject is evaluated once; what does not match goes on behind the statement.
def subject():
    print("evaluated")
    return 3


match subject():
    case 1:
        print("no")
    case 2:
        print("no")
# expect: evaluated
match x := 5, 6:
    case [a, b]:
        print(x, a, b)  # expect: 5 5 6
match "single":
    case whole:
        print(whole)  # expect: single
match = {"match": 1}
match["case"] = 2
print(match)  # expect: {'match': 1, 'case': 2}


def loops(items):
    found = []
    for item in items:
        match item:
            case 0:
                continue
            case "stop":
                break
            case int() | float():
                found.append(item)
    else:
        return "all", found
    return "stopped", found


print(loops([1, 0, 2.5, "x"]), loops([1, "stop", 3]))  # expect: ('all', [1, 2.5]) ('stopped', [1])


def cleans():
    for n in range(3):
        try:
            match n:
                case 0:
                    raise KeyError(n)
                case 1:
                    return "returned"
        except KeyError as error:
            print(repr(error))
        finally:
            match n:
                case 0 | 1 as k:
                    print("finally", k)


print(cleans())
# expect: KeyError(0)
# expect: finally 0
# expect: finally 1
# expect: returned


def unbound(n):
    match n:
        case 1:
            value = "bound"
    return value


print(unbound(1))  # expect: bound
try:
    unbound(2)
except UnboundLocalError as error:
    print(error)  # expect: cannot access local variable 'value' where it is not associated with a value


def closes():
    match [1, 2]:
        case [first, *rest]:
            return lambda: (first, rest)


print(closes()())  # expect: (1, [2])


def declares():
    global outer
    match 7:
        case outer:
            pass


declares()
print(outer)  # expect: 7
