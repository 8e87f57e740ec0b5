# Too deep in repr, comparison and calls; and containers that contain themselves.
def attempt(f):
    try:
        print(f())
    except RecursionError as e:
        print(type(e).__name__ + ':', e)
l = []
l.append(l)
print(l, repr(l), str(l))  # expect: [[...]] [[...]] [[...]]
d = {}
d['d'] = d
print(d)  # expect: {'d': {...}}
t = ([],)
t[0].append(t)
print(t)  # expect: ([(...)],)
deep = []
for i in range(5000):
    deep = [deep]
attempt(lambda: repr(deep))  # expect: RecursionError: maximum recursion depth exceeded while getting the repr of an object
attempt(lambda: str(deep))  # expect: RecursionError: maximum recursion depth exceeded while getting the repr of an object
other = []
for i in range(5000):
    other = [other]
attempt(lambda: deep == other)  # expect: RecursionError: maximum recursion depth exceeded in comparison
attempt(lambda: deep < other)  # expect: RecursionError: maximum recursion depth exceeded in comparison
attempt(lambda: deep != other)  # expect: RecursionError: maximum recursion depth exceeded in comparison
l2 = []
l2.append(l2)
attempt(lambda: l == l2)  # expect: RecursionError: maximum recursion depth exceeded in comparison
pairs = ()
for i in range(5000):
    pairs = (pairs,)
attempt(lambda: repr(pairs))  # expect: RecursionError: maximum recursion depth exceeded while getting the repr of an object
many = {}
for i in range(5000):
    many = {1: many}
attempt(lambda: repr(many))  # expect: RecursionError: maximum recursion depth exceeded while getting the repr of an object
cls = int
for i in range(5000):
    cls = (cls,)
attempt(lambda: isinstance('a', cls))  # expect: RecursionError: maximum recursion depth exceeded in __instancecheck__
attempt(lambda: issubclass(str, cls))  # expect: RecursionError: maximum recursion depth exceeded in __subclasscheck__
def f(x):
    return f(x) + 1
attempt(lambda: f(1))  # expect: RecursionError: maximum recursion depth exceeded
print('alive')  # expect: alive
