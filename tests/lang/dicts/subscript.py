d = {'a': 1, 2: 'two', (1, 2): 'pair', None: 0}
print(d['a'], d[2], d[(1, 2)], d[None], d[2.0])  # expect: 1 two pair 0 two
d['a'] = 10
d['new'] = 11
print(d)  # expect: {'a': 10, 2: 'two', (1, 2): 'pair', None: 0, 'new': 11}
del d[2]
print(d, len(d))  # expect: {'a': 10, (1, 2): 'pair', None: 0, 'new': 11} 4
d[2] = 'again'
print(list(d))  # expect: ['a', (1, 2), None, 'new', 2]
for key in ('missing', 7, (1, 2, 3), 1.5, None):
    try:
        {}[key]
    except KeyError as e:
        print(repr(e), e, e.args)
# expect: KeyError('missing') 'missing' ('missing',)
# expect: KeyError(7) 7 (7,)
# expect: KeyError((1, 2, 3)) (1, 2, 3) ((1, 2, 3),)
# expect: KeyError(1.5) 1.5 (1.5,)
# expect: KeyError(None) None (None,)
try:
    del d['nope']
except KeyError as e:
    print(repr(e))  # expect: KeyError('nope')
for key in ([], {}, slice(1)):
    try:
        d[key]
    except TypeError as e:
        print(e)
# expect: unhashable type: 'list'
# expect: unhashable type: 'dict'
# expect: unhashable type: 'slice'
try:
    d[[1]] = 2
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
d[2] += ' and again'
print(d[2])  # expect: again and again
