def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
d = int.__dict__
proxy = type(d)
print(proxy.__name__, len(d) > 50, 'real' in d, 5 in d, d['real'].__name__)  # expect: mappingproxy True True False real
m = {'a': 1, 'b': 2}
p = proxy(m)
print(p, repr(p), str(p), len(p), list(p))  # expect: {'a': 1, 'b': 2} mappingproxy({'a': 1, 'b': 2}) {'a': 1, 'b': 2} 2 ['a', 'b']
print(p['a'], p.get('a'), p.get('x'), p.get('x', 5), list(p.keys()), list(p.values()), list(p.items()))  # expect: 1 1 None 5 ['a', 'b'] [1, 2] [('a', 1), ('b', 2)]
m['c'] = 3
print(p, p.copy(), p.copy() is m)  # expect: {'a': 1, 'b': 2, 'c': 3} {'a': 1, 'b': 2, 'c': 3} False
print(p == m, p == {'a': 1}, p != m, list(reversed(p)))  # expect: True False False ['c', 'b', 'a']
print(p | {'d': 4}, {'d': 4} | p, type(p | p).__name__)  # expect: {'a': 1, 'b': 2, 'c': 3, 'd': 4} {'d': 4, 'a': 1, 'b': 2, 'c': 3} dict
def change():
    p['x'] = 1
def remove():
    del p['a']
def merge():
    global p
    p |= {}
attempt(change)  # expect: TypeError: 'mappingproxy' object does not support item assignment
attempt(remove)  # expect: TypeError: 'mappingproxy' object does not support item deletion
attempt(merge)  # expect: TypeError: '|=' is not supported by mappingproxy; use '|' instead
attempt(lambda: p['x'])  # expect: KeyError: 'x'
attempt(lambda: hash(p))  # expect: TypeError: unhashable type: 'mappingproxy'
attempt(lambda: proxy())  # expect: TypeError: mappingproxy() missing required argument 'mapping' (pos 1)
attempt(lambda: proxy([]))  # expect: TypeError: mappingproxy() argument must be a mapping, not list
attempt(lambda: proxy(5))  # expect: TypeError: mappingproxy() argument must be a mapping, not int
attempt(lambda: proxy(mapping={'q': 1}))  # expect: {'q': 1}
attempt(lambda: p.get())  # expect: TypeError: get expected at least 1 argument, got 0
attempt(lambda: p < {})  # expect: TypeError: '<' not supported between instances of 'dict' and 'dict'
attempt(lambda: p.x)  # expect: AttributeError: 'mappingproxy' object has no attribute 'x'
