# functools: lru_cache, cache, cached_property.
from functools import cache, cached_property, lru_cache


@lru_cache(maxsize=2)
def square(x, *, y=0):
    print("computing", x, y)
    return x * x


print(square(1), square(2), square(1), square(3), square(2), square(1.0), square(1, y=1), square(1, y=1))
# expect: computing 1 0
# expect: computing 2 0
# expect: computing 3 0
# expect: computing 2 0
# expect: computing 1.0 0
# expect: computing 1 1
# expect: 1 4 1 9 4 1.0 1 1
print(square.cache_info(), square.__name__, square.cache_parameters(), square.__wrapped__(5))
# expect: computing 5 0
# expect: CacheInfo(hits=2, misses=6, maxsize=2, currsize=2) square {'maxsize': 2, 'typed': False} 25
square.cache_clear()
print(square.cache_info())  # expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(100), fibonacci.cache_info())
# expect: 354224848179261915075 CacheInfo(hits=98, misses=101, maxsize=None, currsize=101)


@lru_cache(maxsize=3, typed=True)
def show(*args, **kwargs):
    return args, kwargs


print(show(1), show(1.0), show(True), show(x=1), show(x=1.0), show.cache_info().misses)
# expect: ((1,), {}) ((1.0,), {}) ((True,), {}) ((), {'x': 1}) ((), {'x': 1.0}) 5


@lru_cache(0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())  # expect: 1 1 CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)


class Holder:
    @lru_cache(None)
    def double(self, x):
        return x * 2

    @cached_property
    def value(self):
        print("computing")
        return 42


holder = Holder()
print(holder.double(2), holder.double(2), Holder.double.cache_info(), holder.value, holder.value, holder.__dict__)
# expect: computing
# expect: 4 4 CacheInfo(hits=1, misses=1, maxsize=None, currsize=1) 42 42 {'value': 42}
del holder.value
print(holder.value, Holder.value.attrname)
# expect: computing
# expect: 42 value
calls = []


@lru_cache(maxsize=1)
def again(x):
    calls.append(x)
    if x > 0:
        again(x - 1)
    return x


print(again(3), again(3), calls, again.cache_info())
# expect: 3 3 [3, 2, 1, 0] CacheInfo(hits=1, misses=4, maxsize=1, currsize=1)


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


@lru_cache
def fail(x):
    raise ValueError(x)


attempt(fail, 1)  # expect: ValueError 1
attempt(fail, 1)  # expect: ValueError 1
print(fail.cache_info())  # expect: CacheInfo(hits=0, misses=2, maxsize=128, currsize=0)
attempt(square, [])  # expect: TypeError unhashable type: 'list'
attempt(lru_cache, 5.5)  # expect: TypeError Expected first argument to be an integer, a callable, or None
attempt(lru_cache(None), 5)  # expect: TypeError the first argument must be callable


class Slotted:
    __slots__ = ()

    @cached_property
    def value(self):
        return 1


attempt(getattr, Slotted(), "value")
# expect: TypeError No '__dict__' attribute on 'Slotted' instance to cache 'value' property.


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        square.cache_clear()
        return self.n == other.n


print(square(2), square.cache_info().currsize)
# expect: computing 2 0
# expect: 4 1
keyed = lru_cache(maxsize=2)(lambda key: key.n)
print([keyed(Key(n)) for n in (1, 2, 3, 1, 3)], keyed.cache_info())
# expect: [1, 2, 3, 1, 3] CacheInfo(hits=1, misses=4, maxsize=2, currsize=2)
