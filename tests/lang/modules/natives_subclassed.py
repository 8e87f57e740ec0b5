# Classes derived from the native types of collections, itertools and functools; cycles through them.
import gc
from collections import Counter, OrderedDict, defaultdict, deque
from functools import lru_cache, partial
from itertools import (accumulate, chain, combinations, count, cycle, groupby, islice, permutations, product, repeat, tee,
                       zip_longest)


class Queue(deque):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.myself = [self]


q = Queue([1, 2, 3], maxlen=5)
q.append(4)
print(q, q.myself[0] is q, type(q.copy()).__name__, type(q + q).__name__, q.maxlen)
# expect: Queue([1, 2, 3, 4], maxlen=5) True Queue Queue 5


class Numbering(defaultdict):
    def __missing__(self, key):
        value = self[key] = len(self)
        return value


n = Numbering()
print(n["a"], n["b"], n["a"], n)  # expect: 0 1 0 Numbering(None, {'a': 0, 'b': 1})
n.myself = n


class Chain(chain):
    pass


c = Chain([1], [2])
c.myself = c
print(list(c))  # expect: [1, 2]


class Doubled(cycle):
    def __next__(self):
        return super().__next__() * 2


class From(count):
    pass


class Arrangements(permutations):
    pass


class Called(partial):
    def __call__(self, *args):
        return ("called",) + args


class Ordered(OrderedDict):
    pass


class Tally(Counter):
    pass


print(list(islice(Doubled([1, 2]), 3)), From(5), next(From(2)), list(Arrangements([1, 2])))
# expect: [2, 4, 2] From(5) 2 [(1, 2), (2, 1)]
print(Called(max)(1), partial(Called(max), 2)(3), Ordered(a=1), Ordered(a=1) == OrderedDict(a=1), Tally("aab"))
# expect: ('called', 1) ('called', 2, 3) Ordered([('a', 1)]) True Tally({'a': 2, 'b': 1})
del q, n, c
cyclic = []
cyclic += [deque(cyclic), chain(cyclic), partial(print, cyclic), groupby(cyclic), tee(cyclic), product(cyclic)]
cyclic += [combinations(cyclic, 1), zip_longest(cyclic), accumulate(cyclic), cycle(cyclic), repeat(cyclic), islice(cyclic, 1)]
del cyclic


@lru_cache(None)
def forever(x):
    return forever


@lru_cache(2)
def last(x):
    return [last, x]


forever(1)
print([last(x)[1] for x in (1, 2, 3)])  # expect: [1, 2, 3]
del forever, last
print(gc.collect() > 0)  # expect: True
