d = {'a': 1}
print(d.get('a'), d.get('b'), d.get('b', 5))  # expect: 1 None 5
print(d.setdefault('a', 9), d.setdefault('c', 9), d.setdefault('n'), d)  # expect: 1 9 None {'a': 1, 'c': 9, 'n': None}
print(d.pop('c'), d.pop('zz', 'default'), d)  # expect: 9 default {'a': 1, 'n': None}
try:
    d.pop('zz')
except KeyError as e:
    print(repr(e))  # expect: KeyError('zz')
try:
    {}.pop([])
except (KeyError, TypeError) as e:
    print(repr(e))  # expect: KeyError([])
try:
    d.pop([])
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
for name, args in (('get', ()), ('get', (1, 2, 3)), ('setdefault', ()), ('pop', ()), ('pop', (1, 2, 3))):
    try:
        getattr(d, name)(*args)
    except TypeError as e:
        print(e)
# expect: get expected at least 1 argument, got 0
# expect: get expected at most 2 arguments, got 3
# expect: setdefault expected at least 1 argument, got 0
# expect: pop expected at least 1 argument, got 0
# expect: pop expected at most 2 arguments, got 3
try:
    d.get(key='a')
except TypeError as e:
    print(e)  # expect: dict.get() takes no keyword arguments
