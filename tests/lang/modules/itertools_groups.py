# itertools: zip_longest, groupby, tee.
from itertools import groupby, tee, zip_longest
print(list(zip_longest("ab", [1, 2, 3])), list(zip_longest("ab", [1], fillvalue="-")), list(zip_longest()), list(zip_longest([])))
# expect: [('a', 1), ('b', 2), (None, 3)] [('a', 1), ('b', '-')] [] []
print([(k, list(g)) for k, g in groupby("aabbbca")], [k for k, g in groupby([1, 1, 2])])
# expect: [('a', ['a', 'a']), ('b', ['b', 'b', 'b']), ('c', ['c']), ('a', ['a'])] [1, 2]
print([(k, list(g)) for k, g in groupby(range(10), lambda x: x // 4)], [(k, list(g)) for k, g in groupby([], key=len)])
# expect: [(0, [0, 1, 2, 3]), (1, [4, 5, 6, 7]), (2, [8, 9])] []
groups = groupby("aab")
first = next(groups)
print(next(first[1]))  # expect: a
second = next(groups)
print(list(first[1]), second[0], list(second[1]), type(first[1]).__name__)  # expect: [] b ['b'] _grouper
print([list(x) for x in tee([1, 2, 3], 3)], tee([1], 0))  # expect: [[1, 2, 3], [1, 2, 3], [1, 2, 3]] ()
a, b = tee(range(200))
print(sum(a), sum(b), list(a))  # expect: 19900 19900 []
a, b = tee(iter([1, 2, 3]))
next(a)
c = a.__copy__()
print(list(a), list(b), list(c), type(a).__name__)  # expect: [2, 3] [1, 2, 3] [2, 3] _tee
long, short = tee(range(20000))
print(sum(long))  # expect: 199990000
del short
del long


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(zip_longest, 5)  # expect: TypeError 'int' object is not iterable
attempt(zip_longest, [1], x=1)  # expect: TypeError zip_longest() got an unexpected keyword argument
attempt(list, zip_longest([1, 2], map(lambda x: 1 // x, [1, 0])))
# expect: ZeroDivisionError integer division or modulo by zero
attempt(groupby)  # expect: TypeError groupby() missing required argument 'iterable' (pos 1)
attempt(groupby, 5)  # expect: TypeError 'int' object is not iterable
attempt(groupby, [1], 1, 2)  # expect: TypeError groupby() takes at most 2 arguments (3 given)
attempt(next, groupby([1], 5))  # expect: TypeError 'int' object is not callable
attempt(tee)  # expect: TypeError tee expected at least 1 argument, got 0
attempt(tee, 5)  # expect: TypeError 'int' object is not iterable
attempt(tee, [1], -1)  # expect: ValueError n must be >= 0
attempt(tee, [1], "x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(tee, [1], n=2)  # expect: TypeError itertools.tee() takes no keyword arguments
holder = []
again = map(lambda x: next(holder[0]), [1, 2])
holder.append(tee(again)[0])
attempt(next, holder[0])  # expect: RuntimeError cannot re-enter the tee iterator
holder.clear()
groups = groupby([1, 1, 2, 2], lambda x: holder.append(next(groups, None)) if x == 3 else x)
print(next(groups)[0], next(groups)[0])  # expect: 1 2
