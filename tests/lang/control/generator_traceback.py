def inner():
    yield 1
    yield 1 / 0


def outer():
    yield from inner()


for value in outer():
    print(value)  # expect: 1
# error: ZeroDivisionError: division by zero
