# Any code in the middle of what the native types of collections, itertools and functools do.
from collections import deque
from functools import lru_cache, partial
from itertools import accumulate, groupby, product


class Clearing:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False

    __hash__ = None


q = deque()
for search in (lambda: 5 in q, lambda: q.count(5), lambda: q.index(5), lambda: q.remove(5)):
    q.extend([1, Clearing(q), 2, 3])
    try:
        print(search())
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__, error)
# expect: RuntimeError deque mutated during iteration
# expect: RuntimeError deque mutated during iteration
# expect: RuntimeError deque mutated during iteration
# expect: IndexError deque mutated during iteration


class Appending:
    def __init__(self, target):
        self.target = target

    def __del__(self):
        self.target.append("from __del__")


q.extend([Appending(q) for i in range(3)])
q.clear()
print(q)  # expect: deque(['from __del__', 'from __del__', 'from __del__'])
q = deque(maxlen=2)
q.append(Appending(q))
q.append(1)
q.append(2)
print(q)  # expect: deque([2, 'from __del__'], maxlen=2)


class Index:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.clear()
        return 1


q = deque([1, 2, 3])
try:
    q[Index(q)]
except IndexError as error:
    print(error)
# expect: deque index out of range
q = deque([1, 2, 3])
q.insert(Index(q), 9)
print(q)  # expect: deque([9])
q = deque([1, 2, 3])
q.rotate(Index(q))
print(q)  # expect: deque([])


class Emptying:
    def __init__(self, target):
        self.target = target
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        self.target.clear()
        return self.n


q = deque([7])
q.extend(Emptying(q))
print(q)  # expect: deque([3])
a = deque([1])
print(a == deque([Clearing(a)]), a)  # expect: False deque([])


class Going:
    "Goes on with the iterator that gave it when it dies."
    alive = []

    def __del__(self):
        if self.alive:
            print("in __del__:", [type(x).__name__ for x in next(self.alive[0], ())])


pairs = product([Going(), Going()], [3, 4])
print(len(next(pairs)))  # expect: 2
Going.alive.append(pairs)
print(len(next(pairs)), len(next(pairs)))  # expect: 2 2
Going.alive.clear()
del pairs
holder = [None]


def key(x):
    if x == 2:
        next(holder[0], None)
    return x


holder[0] = groupby([1, 2, 3, 4], key)
print([k for k, group in holder[0]])  # expect: [1, 2, 4]
holder[0] = None
busy = False


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        global busy
        if not busy:
            busy = True
            number(Key(99))
            number(Key(98))
            busy = False
        return self.n == other.n


@lru_cache(3)
def number(key):
    return key.n


print([number(Key(i)) for i in (1, 2, 3, 99, 4, 1)], number.cache_info().maxsize)  # expect: [1, 2, 3, 99, 4, 1] 3
sums = []
sums.append(accumulate([1, 2, 3], lambda a, b: sums.clear() or a + b))
print(list(sums[0]))  # expect: [1, 3, 6]
parts = [partial(lambda *args: parts.clear() or args, 1)]
print(parts[0](2))  # expect: (1, 2)
