def f():
    raise LookupError("nobody catches it")
f()  # error: LookupError: nobody catches it
