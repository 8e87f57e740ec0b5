d = {}
d.update({'a': 1})
d.update([('b', 2), ['c', 3]])
d.update(e=5, f=6)
d.update({'a': 0}, g=7)
print(d)  # expect: {'a': 0, 'b': 2, 'c': 3, 'e': 5, 'f': 6, 'g': 7}
d.update()
d.update({})
d.update(d)
print(len(d))  # expect: 6
d.update(['xy', 'zw'])
print(d['x'], d['z'])  # expect: y w
def attempt(arg):
    try:
        d.update(arg)
    except Exception as e:
        print(type(e).__name__, e)
attempt(5)  # expect: TypeError 'int' object is not iterable
attempt([1])  # expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
attempt([(1, 2), (1,)])  # expect: ValueError dictionary update sequence element #1 has length 1; 2 is required
attempt([(1, 2, 3)])  # expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
attempt(['abc'])  # expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
attempt(None)  # expect: TypeError 'NoneType' object is not iterable
try:
    d.update({}, {})
except TypeError as e:
    print(e)  # expect: update expected at most 1 argument, got 2
try:
    d.update([([], 1)])
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
print(d == d.copy(), 1 in d)  # expect: True True
