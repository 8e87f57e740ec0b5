def f(*args, **kwargs):
    return args, kwargs
kw = {'a': 1, 'b': 2}
print(f(**kw), f(0, *[1], **kw, c=3))  # expect: ((), {'a': 1, 'b': 2}) ((0, 1), {'a': 1, 'b': 2, 'c': 3})
got = f(**kw)[1]
print(got == kw, got is kw)  # expect: True False
def attempt(g):
    try:
        g()
    except Exception as e:
        print(type(e).__name__ + ':', e)
attempt(lambda: f(**kw, a=5))  # expect: TypeError: __main__.f() got multiple values for keyword argument 'a'
attempt(lambda: f(**kw, **{'b': 1}))  # expect: TypeError: __main__.f() got multiple values for keyword argument 'b'
attempt(lambda: f(**5))  # expect: TypeError: __main__.f() argument after ** must be a mapping, not int
attempt(lambda: f(**{1: 2}))  # expect: TypeError: keywords must be strings
attempt(lambda: len(**{'x': 1}))  # expect: TypeError: len() takes no keyword arguments
attempt(lambda: print(**kw))  # expect: TypeError: 'a' is an invalid keyword argument for print()
