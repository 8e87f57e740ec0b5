s = {1, 2, 3}
it = iter(s)
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it), it.__length_hint__())  # expect: 3 1 2 [2, 3] [] 0
print(type(it).__name__, iter(it) is it, type(iter(frozenset())).__name__)  # expect: set_iterator True set_iterator
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e, sorted(s))
# expect: Set changed size during iteration [1, 2, 3, 11]
it = iter(s)
next(it)
s.clear()
for i in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e, it.__length_hint__())
# expect: Set changed size during iteration 0
# expect: Set changed size during iteration 0
try:
    next(iter(set()))
except StopIteration as e:
    print(repr(e))
# expect: StopIteration()
s = {1, 2}
for x in s:
    s.discard(x)
    s.add(x)
print(s)  # expect: {1, 2}
