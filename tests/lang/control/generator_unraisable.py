# What a generator raises when it is closed because nobody needs it is reported, and the program goes on.


def fails():
    try:
        yield
    finally:
        raise ValueError("while closing")


def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


g = fails()
next(g)
before = "kept"
try:
    raise KeyError("pending")
except KeyError as error:
    del g
    print(repr(error))  # expect: KeyError('pending')
g = ignores()
next(g)
g = ignores()
print("done", next(g))  # expect: done 1
g.close()  # error: RuntimeError: generator ignored GeneratorExit
