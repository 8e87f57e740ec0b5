# functools: singledispatch, singledispatchmethod, partialmethod.
from functools import partialmethod, singledispatch, singledispatchmethod


@singledispatch
def describe(value):
    "describes"
    return "object"


@describe.register
def _(value: int):
    return "int"


@describe.register(list)
def describe_list(value):
    return "list"


@describe.register(float)
@describe.register(str)
def _(value):
    return "number or text"


print(describe(1), describe(True), describe([]), describe("x"), describe(1.5), describe(None))
# expect: int int list number or text number or text object
print(describe.dispatch(int) is describe.registry[int], len(describe.registry), describe.__name__, describe.__doc__)
# expect: True 5 describe describes
print(describe_list([]), describe.dispatch(bool) is describe.registry[int])  # expect: list True


class Shape:
    def area(self, width, height=1):
        return width * height

    square = partialmethod(area, 3, height=3)
    row = partialmethod(area)

    @singledispatchmethod
    def scale(self, by):
        return "by something"

    @scale.register
    def _(self, by: int):
        return "by an int"

    @scale.register(str)
    def _(self, by):
        return "by a text"


shape = Shape()
print(shape.square(), shape.row(4), shape.scale(1), shape.scale("a"), shape.scale([]))
# expect: 9 4 by an int by a text by something


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(describe)  # expect: TypeError describe requires at least 1 positional argument
attempt(describe.register, 5, max)
# expect: TypeError Invalid first argument to `register()`. 5 is not a class or union type.
attempt(partialmethod, 5)  # expect: TypeError 5 is not callable or a descriptor
attempt(singledispatchmethod, 5)  # expect: TypeError 5 is not callable or a descriptor
