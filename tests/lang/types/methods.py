# Bound methods of functions of the program.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
def f(self, *args, **kwargs):
    "what f does"
    return self, args, kwargs
m = f.__get__(5)
method = type(m)
print(method, m(), m(1, 2), m(1, x=2), m(*[1, 2, 3], **{'y': 4}))  # expect: <class 'method'> (5, (), {}) (5, (1, 2), {}) (5, (1,), {'x': 2}) (5, (1, 2, 3), {'y': 4})
print(m.__func__ is f, m.__self__, m.__name__, m.__qualname__, m.__doc__, m.__module__)  # expect: True 5 f f what f does __main__
print(repr(m))  # expect: <bound method f of 5>
print(m == f.__get__(5), m == f.__get__(6), m != f.__get__(5), m == 5, hash(m) == hash(f.__get__(5)))  # expect: True False False False True
f.tag = 'x'
print(m.tag)  # expect: x
n = method(len, [1, 2])
print(n(), n.__self__)  # expect: 2 [1, 2]
print(m.__get__(7) is m, method(f, 1)(2))  # expect: False (1, (2,), {})
def g(a, b=2, /, *, c=3):
    return a, b, c
h = method(g, 'self')
print(h(), h(5), h(c=6), h.__defaults__, h.__kwdefaults__)  # expect: ('self', 2, 3) ('self', 5, 3) ('self', 2, 6) (2,) {'c': 3}
attempt(lambda: h(1, 2))  # expect: TypeError: g() takes from 1 to 2 positional arguments but 3 were given
attempt(lambda: h(d=1))  # expect: TypeError: g() got an unexpected keyword argument 'd'
attempt(lambda: method())  # expect: TypeError: method expected 2 arguments, got 0
attempt(lambda: method(f))  # expect: TypeError: method expected 2 arguments, got 1
attempt(lambda: method(5, 6))  # expect: TypeError: first argument must be callable
attempt(lambda: method(f, None))  # expect: TypeError: instance must not be None
attempt(lambda: method(f, 1, x=2))  # expect: TypeError: method() takes no keyword arguments
attempt(lambda: m.nothing)  # expect: AttributeError: 'function' object has no attribute 'nothing'
attempt(lambda: setattr(m, 'x', 1))  # expect: AttributeError: 'method' object has no attribute 'x'
attempt(lambda: setattr(m, '__self__', 1))  # expect: AttributeError: readonly attribute
print(method(method(f, 1), 2)(3))  # expect: (1, (2, 3), {})
print(list(map(method(lambda a, b: a * b, 3), [1, 2, 3])))  # expect: [3, 6, 9]
s = str.__dict__['maketrans']
print(type(s).__name__, s.__func__ is str.maketrans, s({1: 'x'}))  # expect: staticmethod True {1: 'x'}
static = type(s)
t = static(f)
print(t(1, 2), t.__wrapped__ is f, t.__name__, t.__doc__, t.__isabstractmethod__, t.__get__(5) is f)  # expect: (1, (2,), {}) True f what f does False True
t.note = 'n'
print(t.note, sorted(t.__dict__))  # expect: n ['__annotations__', '__doc__', '__module__', '__name__', '__qualname__', 'note']
attempt(lambda: static())  # expect: TypeError: staticmethod expected 1 argument, got 0
attempt(lambda: static(f, f))  # expect: TypeError: staticmethod expected 1 argument, got 2
attempt(lambda: static(x=f))  # expect: TypeError: staticmethod() takes no keyword arguments
