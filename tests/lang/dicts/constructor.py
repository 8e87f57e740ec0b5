print(dict(), dict({}), dict([]), dict(()))  # expect: {} {} {} {}
print(dict(a=1, b=2), dict({'a': 1}, b=2), dict([('a', 1)], a=2))  # expect: {'a': 1, 'b': 2} {'a': 1, 'b': 2} {'a': 2}
print(dict(zip('abc', range(3))))  # expect: {'a': 0, 'b': 1, 'c': 2}
print(dict({1: 2}.items()))  # expect: {1: 2}
print(dict(**{'x': 1}))  # expect: {'x': 1}
print(dict(self=1, iterable=2))  # expect: {'self': 1, 'iterable': 2}
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: dict(1))  # expect: TypeError 'int' object is not iterable
attempt(lambda: dict(1, 2))  # expect: TypeError dict expected at most 1 argument, got 2
attempt(lambda: dict([1]))  # expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
attempt(lambda: dict(['a']))  # expect: ValueError dictionary update sequence element #0 has length 1; 2 is required
attempt(lambda: dict(**{1: 2}))  # expect: TypeError keywords must be strings
d = {'k': [1]}
e = dict(d)
print(e is d, e == d, e['k'] is d['k'])  # expect: False True True
e.__init__(z=1)
print(e)  # expect: {'k': [1], 'z': 1}
print(dict.fromkeys('aab'), dict.fromkeys([1, 2], 0), dict.fromkeys({'x': 1, 'y': 2}, 'v'))  # expect: {'a': None, 'b': None} {1: 0, 2: 0} {'x': 'v', 'y': 'v'}
attempt(lambda: dict.fromkeys())  # expect: TypeError fromkeys expected at least 1 argument, got 0
attempt(lambda: dict.fromkeys(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: dict.fromkeys([[]]))  # expect: TypeError unhashable type: 'list'
print({}.fromkeys('ab', 3))  # expect: {'a': 3, 'b': 3}
