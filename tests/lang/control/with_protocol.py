# What is no context manager is refused before the body runs; the message names the type.


def message(source):
    try:
        exec(source)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(message("with 1: print('body')"))
# expect: TypeError: 'int' object does not support the context manager protocol
print(message("with 'a' as b, undefined: pass"))
# expect: TypeError: 'str' object does not support the context manager protocol
print(message("with undefined: pass"))  # expect: NameError: name 'undefined' is not defined


def leave():
    for n in range(3):
        with n:
            return n


print(message("leave()"))  # expect: TypeError: 'int' object does not support the context manager protocol


with [
    1,
] as target:  # the statement's first line is where it fails
    pass
# error: TypeError: 'list' object does not support the context manager protocol
