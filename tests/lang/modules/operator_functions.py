# operator: the operators as functions; itemgetter, attrgetter, methodcaller.
import operator
from operator import attrgetter, itemgetter, methodcaller
print(operator.add(1, 2), operator.sub(5, 3), operator.mul("a", 3), operator.truediv(1, 2), operator.floordiv(7, 2), operator.mod(7, 3))
# expect: 3 2 aaa 0.5 3 1
print(operator.pow(2, 3), operator.neg(5), operator.pos(-1), operator.inv(1), operator.abs(-5), operator.index(True))
# expect: 8 -5 -1 -2 5 1
print(operator.lshift(1, 3), operator.rshift(8, 1), operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3))
# expect: 8 4 2 7 5
print(operator.lt(1, 2), operator.le(2, 1), operator.eq(1, 1.0), operator.ne(1, 2), operator.gt(1, 2), operator.ge(3, 3))
# expect: True False True True False True
print(operator.truth([]), operator.not_([]), operator.is_(1, 1), operator.is_not(1, 2), operator.contains([1], 1))
# expect: False True True True True
print(operator.indexOf([1, 2], 2), operator.countOf([1, 2, 1], 1), operator.concat([1], [2]), operator.getitem("abc", 1))
# expect: 1 2 [1, 2] b
values = [1, 2, 3]
print(operator.setitem(values, 0, 9), operator.delitem(values, 1), operator.iadd(values, [4]), operator.iconcat(values, [5]), values)
# expect: None None [9, 3, 4, 5] [9, 3, 4, 5] [9, 3, 4, 5]
print(operator.length_hint([1, 2]), operator.length_hint(5, 7), operator.call(dict, a=1), operator.call(max, 1, 2))
# expect: 2 7 {'a': 1} 2
print(operator.__add__(1, 2), operator.__not__(1), operator.add)  # expect: 3 False <built-in function add>
pairs = [("b", 2), ("a", 3), ("c", 1)]
print(sorted(pairs, key=itemgetter(1)), list(map(itemgetter(0), pairs)), itemgetter(1, 0)("xy"), itemgetter(slice(1, 3))("abcd"))
# expect: [('c', 1), ('b', 2), ('a', 3)] ['b', 'a', 'c'] ('y', 'x') bc
print(itemgetter("k")({"k": 1}), itemgetter(-1)([1, 2]), itemgetter(1, "a"), attrgetter("real.imag")(5), attrgetter("real", "imag")(5))
# expect: 1 2 operator.itemgetter(1, 'a') 0 (5, 0)
print(attrgetter("real", "x.y"), methodcaller("upper")("a"), methodcaller("split", ",", maxsplit=1)("a,b,c"), methodcaller("f", 1, k=2))
# expect: operator.attrgetter('real', 'x.y') A ['a', 'b,c'] operator.methodcaller('f', 1, k=2)


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(itemgetter)  # expect: TypeError itemgetter expected 1 argument, got 0
attempt(itemgetter, x=1)  # expect: TypeError itemgetter() takes no keyword arguments
attempt(itemgetter(1))  # expect: TypeError itemgetter expected 1 argument, got 0
attempt(itemgetter(5), (1,))  # expect: IndexError tuple index out of range
attempt(itemgetter(1), x=1)  # expect: TypeError itemgetter() takes no keyword arguments
attempt(attrgetter)  # expect: TypeError attrgetter expected 1 argument, got 0
attempt(attrgetter, 5)  # expect: TypeError attribute name must be a string
attempt(attrgetter("nope"), 5)  # expect: AttributeError 'int' object has no attribute 'nope'
attempt(attrgetter("real.nope"), 5)  # expect: AttributeError 'int' object has no attribute 'nope'
attempt(methodcaller)  # expect: TypeError methodcaller needs at least one argument, the method name
attempt(methodcaller, 5)  # expect: TypeError method name must be a string
attempt(methodcaller("upper"))  # expect: TypeError methodcaller expected 1 argument, got 0
attempt(methodcaller("upper"), 1)  # expect: AttributeError 'int' object has no attribute 'upper'
attempt(operator.add, 1)  # expect: TypeError add expected 2 arguments, got 1
attempt(operator.add, 1, "a")  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
attempt(operator.neg)  # expect: TypeError _operator.neg() takes exactly one argument (0 given)
attempt(operator.concat, 1, 2)  # expect: TypeError 'int' object can't be concatenated
attempt(operator.iconcat, 1, 2)  # expect: TypeError 'int' object can't be concatenated
attempt(operator.indexOf, [1], 5)  # expect: ValueError sequence.index(x): x not in sequence
attempt(operator.length_hint, 5, "x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(operator.call)  # expect: TypeError call expected at least 1 argument, got 0
attempt(operator.matmul, 1, 2)  # expect: TypeError unsupported operand type(s) for @: 'int' and 'int'
attempt(operator.index, 1.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
