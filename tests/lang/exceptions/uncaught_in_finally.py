def f():
    try:
        return 1
    finally:
        print("cleaning")
        [][0]
f()  # error: IndexError: list index out of range
# expect: cleaning
