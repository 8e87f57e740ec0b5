# collections.Counter
from collections import Counter
c = Counter("hello world")
print(c, c["l"], c["absent"], c.total(), len(c))
# expect: Counter({'l': 3, 'o': 2, 'h': 1, 'e': 1, ' ': 1, 'w': 1, 'r': 1, 'd': 1}) 3 0 11 8
print(c.most_common(2), c.most_common(0), sorted(c.elements())[:4], list(Counter("aab").items()))
# expect: [('l', 3), ('o', 2)] [] [' ', 'd', 'e', 'h'] [('a', 2), ('b', 1)]
print(c + Counter("hello"), c - Counter("hello"), c & Counter("hel"), c | Counter("zz"))
# expect: Counter({'l': 5, 'o': 3, 'h': 2, 'e': 2, ' ': 1, 'w': 1, 'r': 1, 'd': 1}) Counter({'l': 1, 'o': 1, ' ': 1, 'w': 1, 'r': 1, 'd': 1}) Counter({'h': 1, 'e': 1, 'l': 1}) Counter({'l': 3, 'o': 2, 'z': 2, 'h': 1, 'e': 1, ' ': 1, 'w': 1, 'r': 1, 'd': 1})
print(+Counter(a=1, b=-2), -Counter(a=1, b=-2), Counter(a=1, b=-2) + Counter())
# expect: Counter({'a': 1}) Counter({'b': 2}) Counter({'a': 1})
print(Counter({"a": 3}), Counter([1, 1, 2]), Counter(), Counter(a=1).copy())
# expect: Counter({'a': 3}) Counter({1: 2, 2: 1}) Counter() Counter({'a': 1})
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), Counter(a=1) == {"a": 1})
# expect: True True False True
c = Counter("aab")
c.update(["a"], b=2)
c.subtract("b")
print(c)  # expect: Counter({'a': 3, 'b': 2})
del c["absent"]
c["n"] += 1
c += Counter("z")
c -= Counter(a=1)
print(c)  # expect: Counter({'a': 2, 'b': 2, 'n': 1, 'z': 1})
c |= Counter(z=5)
c &= Counter(z=3, a=1)
print(c, Counter({1: "x", 2: 3}), isinstance(c, dict))
# expect: Counter({'z': 3, 'a': 1}) Counter({1: 'x', 2: 3}) True


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt(Counter, 5)  # expect: TypeError 'int' object is not iterable
attempt(Counter.fromkeys, "a")
# expect: NotImplementedError Counter.fromkeys() is undefined.  Use Counter(iterable) instead.
attempt(lambda: Counter() + 5)  # expect: TypeError unsupported operand type(s) for +: 'Counter' and 'int'
