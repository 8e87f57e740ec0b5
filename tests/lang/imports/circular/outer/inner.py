import outer
try:
    outer.inner
except AttributeError as error:
    print(type(error).__name__, error)
