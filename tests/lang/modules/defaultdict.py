# collections.defaultdict: a factory for missing keys; everything else is dict's.
from collections import defaultdict
import sys
counts = defaultdict(int)
for c in "hello world":
    counts[c] += 1
print(counts)
# expect: defaultdict(<class 'int'>, {'h': 1, 'e': 1, 'l': 3, 'o': 2, ' ': 1, 'w': 1, 'r': 1, 'd': 1})
groups = defaultdict(list, {"a": [0]}, b=[1])
groups["c"].append(2)
print(groups, groups.default_factory, "x" in groups, groups.get("x"), len(groups))
# expect: defaultdict(<class 'list'>, {'a': [0], 'b': [1], 'c': [2]}) <class 'list'> False None 3
tree = defaultdict(lambda: defaultdict(int))
tree["a"]["b"] += 3
print({k: dict(v) for k, v in tree.items()}, counts == dict(counts), groups.copy() == groups)
# expect: {'a': {'b': 3}} True True
print(defaultdict(int, {1: 2}) | {3: 4}, {3: 4} | defaultdict(int, {1: 2}))
# expect: defaultdict(<class 'int'>, {1: 2, 3: 4}) defaultdict(<class 'int'>, {3: 4, 1: 2})
print(defaultdict(), defaultdict(None, a=1), defaultdict.fromkeys([1]), sys.getsizeof(defaultdict()))
# expect: defaultdict(None, {}) defaultdict(None, {'a': 1}) defaultdict(None, {1: None}) 72
print(defaultdict(int).__missing__(5), type(groups).__mro__[1].__name__)  # expect: 0 dict
loop = defaultdict(list)
loop[1] = loop
print(loop)  # expect: defaultdict(<class 'list'>, {1: defaultdict(<class 'list'>, {...})})
loop.default_factory = loop.__missing__
print(repr(loop).count("..."))  # expect: 1
loop.clear()


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(defaultdict, 5)  # expect: TypeError first argument must be callable or None
attempt(defaultdict, int, 5)  # expect: TypeError 'int' object is not iterable
attempt(defaultdict, int, int)  # expect: TypeError 'type' object is not iterable
attempt(defaultdict().__getitem__, "missing")  # expect: KeyError 'missing'
attempt(defaultdict(int).__missing__)
# expect: TypeError defaultdict.__missing__() takes exactly one argument (0 given)
attempt(defaultdict(int).__getitem__, [])  # expect: TypeError unhashable type: 'list'
attempt(lambda: defaultdict(int) | 5)
# expect: TypeError unsupported operand type(s) for |: 'collections.defaultdict' and 'int'


def fail():
    raise ValueError("no value")


failing = defaultdict(fail)
attempt(failing.__getitem__, 1)  # expect: ValueError no value
print(len(failing))  # expect: 0
failing.default_factory = 5
attempt(failing.__getitem__, 1)  # expect: TypeError 'int' object is not callable
del failing.default_factory
print(failing)  # expect: defaultdict(None, {})
del loop, tree, groups
defaultdict(int)["uncaught"]
defaultdict(None)[("a", 1)]  # error: KeyError: ('a', 1)
