# Where annotations are kept, and what of them is evaluated.
print(__annotations__)  # expect: {}
x: int = 5
__annotations__["y"] = str
print(__annotations__)  # expect: {'x': <class 'int'>, 'y': <class 'str'>}

names = {}
exec("if 0:\n  x: int", names)
print("__annotations__" in names)  # expect: True
exec("x = 1", names := {})
print("__annotations__" in names)  # expect: False
try:
    exec("del __annotations__; x: int", {})
except NameError as error:
    print(error)  # expect: name '__annotations__' is not defined


class Body:
    print(__annotations__)  # expect: {}
    x: str = 1
    print(__annotations__)  # expect: {'x': <class 'str'>}
    __annotations__ = 5
    try:
        y: int
    except TypeError as error:
        print(error)  # expect: 'int' object does not support item assignment


def see(x):
    print("see", x)
    return [1]


# The parts of a target without a value, then the annotation, but that not in a function.
see(1).x: see(2)
# expect: see 1
# expect: see 2
see(3)[see(4)]: see(5)
# expect: see 3
# expect: see 4
# expect: see 5


def function():
    local: undefined = 5
    other: undefined
    see(6)[see(7):see(8), see(9)]: undefined
    try:
        unknown.b: int
    except NameError as error:
        print(error)
    return local


print(function(), function.__annotations__)
# expect: see 6
# expect: see 7
# expect: see 8
# expect: see 9
# expect: name 'unknown' is not defined
# expect: 5 {}
(x): undefined = 6  # error: NameError: name 'undefined' is not defined
