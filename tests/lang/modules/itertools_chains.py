# itertools: chain, compress, starmap, takewhile, dropwhile, filterfalse, pairwise, accumulate.
from itertools import accumulate, chain, compress, dropwhile, filterfalse, pairwise, starmap, takewhile
print(list(chain([1, 2], "ab", (), range(3))), list(chain()), list(chain.from_iterable(["ab", [1]])))
# expect: [1, 2, 'a', 'b', 0, 1, 2] [] ['a', 'b', 1]
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(compress([], [1])), list(compress(data="ab", selectors="x")))
# expect: ['a', 'c', 'e'] [] ['a']
print(list(starmap(pow, [(2, 3), [3, 2]])), list(starmap(max, [])))  # expect: [8, 9] []
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
# expect: [1, 2] [3, 1]
print(list(filterfalse(None, [0, 1, "", 2])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(bool, [0, 1])))
# expect: [0, ''] [0, 2, 4] [0]
print(list(pairwise([1, 2, 3])), list(pairwise([1])), list(pairwise([])))  # expect: [(1, 2), (2, 3)] [] []
print(list(accumulate([1, 2, 3, 4])), list(accumulate([])), list(accumulate([3, 1, 2], max)), list(accumulate("abc")))
# expect: [1, 3, 6, 10] [] [3, 3, 3] ['a', 'ab', 'abc']
print(list(accumulate([1, 2], initial=100)), list(accumulate([], initial=5)), list(accumulate([1, 2, 3], lambda a, b: a * b)))
# expect: [100, 101, 103] [5] [1, 2, 6]
print([type(x).__name__ for x in (chain(), compress("", ""), pairwise(""), accumulate(""))], chain)
# expect: ['chain', 'compress', 'pairwise', 'accumulate'] <class 'itertools.chain'>


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(chain, a=1)  # expect: TypeError chain() takes no keyword arguments
attempt(next, chain(5))  # expect: TypeError 'int' object is not iterable
attempt(chain.from_iterable, 5)  # expect: TypeError 'int' object is not iterable
attempt(compress, [1])  # expect: TypeError compress() missing required argument 'selectors' (pos 2)
attempt(compress, [1], 5)  # expect: TypeError 'int' object is not iterable
attempt(starmap, 1)  # expect: TypeError starmap expected 2 arguments, got 1
attempt(next, starmap(1, [(2,)]))  # expect: TypeError 'int' object is not callable
attempt(next, starmap(max, [2]))  # expect: TypeError 'int' object is not iterable
attempt(starmap, max, [], x=1)  # expect: TypeError starmap() takes no keyword arguments
attempt(takewhile, 1)  # expect: TypeError takewhile expected 2 arguments, got 1
attempt(dropwhile, 1, 2)  # expect: TypeError 'int' object is not iterable
attempt(filterfalse, None, 5)  # expect: TypeError 'int' object is not iterable
attempt(pairwise, [1], 2)  # expect: TypeError pairwise expected 1 argument, got 2
attempt(accumulate)  # expect: TypeError accumulate() missing required argument 'iterable' (pos 1)
attempt(accumulate, [1], None, 5)  # expect: TypeError accumulate() takes at most 2 positional arguments (3 given)
sums = accumulate(["a", 1])
attempt(next, sums)  # expect: a
attempt(next, sums)  # expect: TypeError can only concatenate str (not "int") to str
broken = chain([1], map(lambda x: 1 // 0, [1]), [2])
attempt(next, broken)  # expect: 1
attempt(next, broken)  # expect: ZeroDivisionError integer division or modulo by zero
print(list(broken))  # expect: [2]
stopped = takewhile(bool, [1, 0, 2])
print(list(stopped), list(stopped))  # expect: [1] []
attempt(list, takewhile(lambda x: 1 // x, [1, 0, 1]))
# expect: ZeroDivisionError integer division or modulo by zero
attempt(list, dropwhile(lambda x: 1 // x, [1, 0, 1]))
# expect: ZeroDivisionError integer division or modulo by zero
attempt(list, filterfalse(lambda x: 1 // x, [1, 0, 1]))
# expect: ZeroDivisionError integer division or modulo by zero
