# StopIteration.value, SystemExit.code.
print(StopIteration().value, StopIteration(5).value, StopIteration(5, 6).value)  # expect: None 5 5
print(StopIteration(5).args)  # expect: (5,)
e = StopIteration(1)
e.value = 2
print(e.value, e.args)  # expect: 2 (1,)
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code, SystemExit("x").code)  # expect: None 3 (1, 2) x
try:
    next(iter([]))
except StopIteration as e:
    print(e.value, e.args)  # expect: None ()
try:
    StopIteration(x=1)
except TypeError as e:
    print(e)  # expect: StopIteration() takes no keyword arguments
