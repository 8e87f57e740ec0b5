# print.
print()  # expect: 
print(1, "a", None, [1], 2.5, True)  # expect: 1 a None [1] 2.5 True
print(1, 2, sep="-")  # expect: 1-2
print(1, 2, sep="", end="!\n")  # expect: 12!
print("a", end="")
print("b", end=None)  # expect: ab
print(1, 2, sep=None)  # expect: 1 2
print("x", file=None)  # expect: x
print(*[1, 2, 3], sep=", ")  # expect: 1, 2, 3
print("flush", flush=True)  # expect: flush
for action in (
    lambda: print(1, sep=5),
    lambda: print(1, end=5),
    lambda: print(1, bad=5),
    lambda: print(1, file=5),
):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)  # expect: TypeError sep must be None or a string, not int
        # expect: TypeError end must be None or a string, not int
        # expect: TypeError 'bad' is an invalid keyword argument for print()
        # expect: AttributeError 'int' object has no attribute 'write'
print(print("inner"))  # expect: inner
# expect: None
