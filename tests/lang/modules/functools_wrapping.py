# functools: wraps, partial, reduce, cmp_to_key, total_ordering.
from functools import cmp_to_key, partial, reduce, total_ordering, update_wrapper, wraps


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        "the wrapper's own"
        return function(*args, **kwargs)
    return wrapper


@logged
def hello(x: int) -> str:
    "says hello"
    return x


print(hello.__name__, hello.__doc__, hello.__annotations__, hello.__qualname__, hello(5), hello.__wrapped__(6))
# expect: hello says hello {'x': <class 'int'>, 'return': <class 'str'>} hello 5 6
print(update_wrapper(lambda: 0, max).__name__)  # expect: max
binary = partial(int, base=2)
print(binary("101"), binary, binary.func, binary.args, binary.keywords, binary("77", base=8))
# expect: 5 functools.partial(<class 'int'>, base=2) <class 'int'> () {'base': 2} 63
print(partial(partial(max, 1), 2), partial(max, 1)(2, 3), partial(print, "a", end="!\n")("b", sep="-"))
# expect: a-b!
# expect: functools.partial(<built-in function max>, 1, 2) 3 None
binary.note = 5
print(binary.__dict__, partial(binary, "11").func is binary)  # expect: {'note': 5} True


class Sub(partial):
    pass


print(Sub(max, 1)(5), Sub(Sub(max, 1), 2).args, type(Sub(max)).__name__)  # expect: 5 (1, 2) Sub
print(reduce(lambda a, b: a * 10 + b, [1, 2, 3]), reduce(max, [], 5), reduce(max, [1]))  # expect: 123 5 1
print(sorted([1, 3, 2], key=cmp_to_key(lambda a, b: b - a)), cmp_to_key(mycmp=len)(obj=5).obj)
# expect: [3, 2, 1] 5


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Version) else NotImplemented


one, two = Version(1), Version(2)
print(one < two, one <= one, two > one, one >= two, one != two, max(one, two).n)
# expect: True True True False True 2
for root, text in (("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
    names = {"__init__": Version.__init__, "__eq__": Version.__eq__, root: eval(f"lambda s, o: s.n {text} o.n")}
    C = total_ordering(type("C", (), names))
    print(root, [(C(a) < C(b), C(a) <= C(b), C(a) > C(b), C(a) >= C(b)) for a in (1, 2) for b in (1, 2)])
# expect: __le__ [(False, True, False, True), (True, True, False, False), (False, False, True, True), (False, True, False, True)]
# expect: __gt__ [(False, True, False, True), (True, True, False, False), (False, False, True, True), (False, True, False, True)]
# expect: __ge__ [(False, True, False, True), (True, True, False, False), (False, False, True, True), (False, True, False, True)]


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: one < 5)  # expect: TypeError '<' not supported between instances of 'Version' and 'int'
attempt(lambda: one >= 5)  # expect: TypeError '>=' not supported between instances of 'Version' and 'int'
attempt(total_ordering, type("D", (), {}))
# expect: ValueError must define at least one ordering operation: < > <= >=
attempt(partial)  # expect: TypeError type 'partial' takes at least one argument
attempt(partial, 5)  # expect: TypeError the first argument must be callable
attempt(binary, 1, 2, 3)  # expect: TypeError int() takes at most 2 arguments (4 given)
attempt(reduce, max, [])  # expect: TypeError reduce() of empty iterable with no initial value
attempt(reduce, max)  # expect: TypeError reduce expected at least 2 arguments, got 1
attempt(reduce, max, 5)  # expect: TypeError reduce() arg 2 must support iteration
attempt(cmp_to_key)  # expect: TypeError cmp_to_key() missing required argument 'mycmp' (pos 1)
attempt(lambda: cmp_to_key(5)(1) < cmp_to_key(5)(2))  # expect: TypeError 'int' object is not callable
attempt(lambda: cmp_to_key(max)(1) < 5)  # expect: TypeError other argument must be K instance
attempt(hash, cmp_to_key(5)(1))  # expect: TypeError unhashable type: 'functools.KeyWrapper'
nested = partial(max, [])
nested.args[0].append(nested)
print(nested)  # expect: functools.partial(<built-in function max>, [...])
nested.args[0].clear()
