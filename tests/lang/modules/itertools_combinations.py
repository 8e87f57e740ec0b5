# itertools: product, permutations, combinations, combinations_with_replacement.
import sys
from itertools import combinations, combinations_with_replacement, permutations, product
print(list(product("ab", [1, 2])), list(product()), list(product("ab", [])), list(product([1, 2], repeat=0)))
# expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [()] [] [()]
print(list(product(range(2), "x", repeat=2)))
# expect: [(0, 'x', 0, 'x'), (0, 'x', 1, 'x'), (1, 'x', 0, 'x'), (1, 'x', 1, 'x')]
print(list(permutations("abc")))
# expect: [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')]
print(list(permutations("abc", 2)), list(permutations([])), list(permutations("ab", 3)), list(permutations("abc", 0)))
# expect: [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] [()] [] [()]
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("abc", 0)))
# expect: [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [] [()]
print(list(combinations(range(5), 3)))
# expect: [(0, 1, 2), (0, 1, 3), (0, 1, 4), (0, 2, 3), (0, 2, 4), (0, 3, 4), (1, 2, 3), (1, 2, 4), (1, 3, 4), (2, 3, 4)]
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 2)), list(combinations_with_replacement([], 0)))
# expect: [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')] [] [()]
print(len(list(permutations(range(6)))), len(list(product(range(4), repeat=4))), len(list(combinations(range(12), 5))))
# expect: 720 256 792
arrangements = permutations([1, 2, 3])
print(next(arrangements) is next(arrangements), id(next(arrangements)) == id(next(arrangements)))
# expect: False True
pairs = product("ab", repeat=2)
print(id(next(pairs)) == id(next(pairs)))  # expect: True
print([sys.getsizeof(x) for x in (product("ab", "cd"), permutations("abc", 2), combinations("abc", 2))])
# expect: [80, 120, 88]


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(product, 5)  # expect: TypeError 'int' object is not iterable
attempt(product, [1], repeat=-1)  # expect: ValueError repeat argument cannot be negative
attempt(product, [1], repeat="x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(product, [1], x=1)  # expect: TypeError 'x' is an invalid keyword argument for product()
attempt(product, [1], repeat=2, x=1)  # expect: TypeError product() takes at most 1 keyword argument (2 given)
attempt(combinations, [1])  # expect: TypeError combinations() missing required argument 'r' (pos 2)
attempt(combinations, [1], -1)  # expect: ValueError r must be non-negative
attempt(combinations, [1], "x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(combinations, 5, 1)  # expect: TypeError 'int' object is not iterable
attempt(permutations, [1], -1)  # expect: ValueError r must be non-negative
attempt(permutations, [1], 1.5)  # expect: TypeError Expected int as r
attempt(permutations)  # expect: TypeError permutations() missing required argument 'iterable' (pos 1)
attempt(permutations, 5)  # expect: TypeError 'int' object is not iterable
attempt(combinations_with_replacement, [1], -1)  # expect: ValueError r must be non-negative
