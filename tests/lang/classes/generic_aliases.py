class C:
    pass


class G:
    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)


GenericAlias = type(list[int])
A = list[int]


def show(expression):
    try:
        print(expression, "=>", eval(expression))
    except (TypeError, AttributeError) as error:
        print(expression, "->", type(error).__name__, error)


EXPRESSIONS = """
list[int]
list[int, str]
dict[str, list[int]]
tuple[int, ...]
tuple[()]
list[()]
list[None]
list["x"]
list[C, G]
G[int]
G[int].foo
A[str]
A.__origin__
A.__args__
A.__parameters__
A.__module__
A.__name__
type(A)
A()
A([1])
A(1)
A.__mro_entries__(())
A == list[int]
A == list[str]
A != list[int]
A == list
hash(A) == hash(list[int])
isinstance([], A)
issubclass(list, A)
issubclass(A, list)
isinstance(A, type)
A | int
A | None
int | A
int | int
int | bool | int
int | str | None
(int | str).__args__
(int | None).__args__
type(int | str)
repr(int | list[int] | C)
isinstance(5, int | list[int])
isinstance("", int | list[int])
issubclass(str, int | list[int])
isinstance(None, int | None)
issubclass(bool, int | None)
issubclass(5, int | None)
isinstance(C(), int | C)
hash(int | str) == hash(str | int)
(int | str) == (str | int)
(int | str) == int
int | 5
5 | int
int | ...
"x" | int
(int | str)[int]
(int | str)()
(int | str).__or__(float)
type.__or__(int, str)
type.__ror__(int, str)
GenericAlias(list, int)
GenericAlias(list)
GenericAlias(5, (1, 2))
[*A]
list(A)
A.append
A.zork
setattr(A, "x", 1)
[].__class_getitem__(int)
int[str]
type[int]
type(5)[int]
frozenset[int], set[int], enumerate[int], ExceptionGroup[int]
range[int]
(int | str) | (float | int)
A.__reduce__()
"""
for expression in EXPRESSIONS.strip().split("\n"):
    show(expression)
# expect: list[int] => list[int]
# expect: list[int, str] => list[int, str]
# expect: dict[str, list[int]] => dict[str, list[int]]
# expect: tuple[int, ...] => tuple[int, ...]
# expect: tuple[()] => tuple[()]
# expect: list[()] => list[()]
# expect: list[None] => list[None]
# expect: list["x"] => list['x']
# expect: list[C, G] => list[__main__.C, __main__.G]
# expect: G[int] => __main__.G[int]
# expect: G[int].foo -> AttributeError type object 'G' has no attribute 'foo'
# expect: A[str] -> TypeError list[int] is not a generic class
# expect: A.__origin__ => <class 'list'>
# expect: A.__args__ => (<class 'int'>,)
# expect: A.__parameters__ => ()
# expect: A.__module__ => builtins
# expect: A.__name__ => list
# expect: type(A) => <class 'types.GenericAlias'>
# expect: A() => []
# expect: A([1]) => [1]
# expect: A(1) -> TypeError 'int' object is not iterable
# expect: A.__mro_entries__(()) => (<class 'list'>,)
# expect: A == list[int] => True
# expect: A == list[str] => False
# expect: A != list[int] => False
# expect: A == list => False
# expect: hash(A) == hash(list[int]) => True
# expect: isinstance([], A) -> TypeError isinstance() argument 2 cannot be a parameterized generic
# expect: issubclass(list, A) -> TypeError issubclass() argument 2 cannot be a parameterized generic
# expect: issubclass(A, list) => False
# expect: isinstance(A, type) => False
# expect: A | int => list[int] | int
# expect: A | None => list[int] | None
# expect: int | A => int | list[int]
# expect: int | int => <class 'int'>
# expect: int | bool | int => int | bool
# expect: int | str | None => int | str | None
# expect: (int | str).__args__ => (<class 'int'>, <class 'str'>)
# expect: (int | None).__args__ => (<class 'int'>, <class 'NoneType'>)
# expect: type(int | str) => <class 'types.UnionType'>
# expect: repr(int | list[int] | C) => int | list[int] | __main__.C
# expect: isinstance(5, int | list[int]) => True
# expect: isinstance("", int | list[int]) -> TypeError isinstance() argument 2 cannot be a parameterized generic
# expect: issubclass(str, int | list[int]) -> TypeError issubclass() argument 2 cannot be a parameterized generic
# expect: isinstance(None, int | None) => True
# expect: issubclass(bool, int | None) => True
# expect: issubclass(5, int | None) -> TypeError issubclass() arg 1 must be a class
# expect: isinstance(C(), int | C) => True
# expect: hash(int | str) == hash(str | int) => True
# expect: (int | str) == (str | int) => True
# expect: (int | str) == int => False
# expect: int | 5 -> TypeError unsupported operand type(s) for |: 'type' and 'int'
# expect: 5 | int -> TypeError unsupported operand type(s) for |: 'int' and 'type'
# expect: int | ... -> TypeError unsupported operand type(s) for |: 'type' and 'ellipsis'
# expect: "x" | int -> TypeError unsupported operand type(s) for |: 'str' and 'type'
# expect: (int | str)[int] -> TypeError int | str is not a generic class
# expect: (int | str)() -> TypeError 'types.UnionType' object is not callable
# expect: (int | str).__or__(float) => int | str | float
# expect: type.__or__(int, str) => int | str
# expect: type.__ror__(int, str) => str | int
# expect: GenericAlias(list, int) => list[int]
# expect: GenericAlias(list) -> TypeError GenericAlias expected 2 arguments, got 1
# expect: GenericAlias(5, (1, 2)) => 5[1, 2]
# expect: [*A] => [*list[int]]
# expect: list(A) => [*list[int]]
# expect: A.append => <method 'append' of 'list' objects>
# expect: A.zork -> AttributeError type object 'list' has no attribute 'zork'
# expect: setattr(A, "x", 1) -> AttributeError 'types.GenericAlias' object has no attribute 'x'
# expect: [].__class_getitem__(int) => list[int]
# expect: int[str] -> TypeError type 'int' is not subscriptable
# expect: type[int] => type[int]
# expect: type(5)[int] -> TypeError type 'int' is not subscriptable
# expect: frozenset[int], set[int], enumerate[int], ExceptionGroup[int] => (frozenset[int], set[int], enumerate[int], ExceptionGroup[int])
# expect: range[int] -> TypeError type 'range' is not subscriptable
# expect: (int | str) | (float | int) => int | str | float
# expect: A.__reduce__() => (<class 'types.GenericAlias'>, (<class 'list'>, (<class 'int'>,)))


class D(list[int]):
    pass


print(D.__bases__, D.__orig_bases__, D.__mro__)
# expect: (<class 'list'>,) (list[int],) (<class '__main__.D'>, <class 'list'>, <class 'object'>)


def annotated(x: int | None, y: list[str] = []) -> dict[str, int] | None:
    pass


print(annotated.__annotations__)  # expect: {'x': int | None, 'y': list[str], 'return': dict[str, int] | None}
