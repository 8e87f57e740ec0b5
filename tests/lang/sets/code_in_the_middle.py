# A comparison, a hash or a release can do anything to the set at hand.
class Key:
    action = None
    def __init__(self, name):
        self.name = name
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if Key.action is not None:
            action, Key.action = Key.action, None
            action()
        return self is other
    def __repr__(self):
        return self.name
def attempt(what, action, operation):
    s = {Key('a'), Key('b'), Key('c')}
    def act():
        action(s)
    Key.action = act
    try:
        result = operation(s, Key('z'))
    except Exception as e:
        result = type(e).__name__, str(e)
    Key.action = None
    print(what, type(result).__name__, len(s))
actions = {'clear': lambda s: s.clear(), 'grow': lambda s: s.update(range(100)), 'shrink': lambda s: s.pop(), 'refill': lambda s: (s.clear(), s.update('xyz'))}
operations = {
    'contains': lambda s, k: k in s,
    'add': lambda s, k: s.add(k),
    'discard': lambda s, k: s.discard(k),
    'remove': lambda s, k: s.remove(k),
    'union': lambda s, k: s | {k},
    'update': lambda s, k: s.update([k, k]),
    'merge': lambda s, k: s.__ior__({k}),
    'intersection': lambda s, k: s & {k},
    'intersect itself': lambda s, k: {k, *range(5)} & s,
    'difference': lambda s, k: s - {k},
    'subtract': lambda s, k: s.difference_update({k}),
    'xor': lambda s, k: s ^ {k},
    'equal': lambda s, k: s == {k, 1, 2},
    'subset': lambda s, k: {k} <= s,
    'disjoint': lambda s, k: s.isdisjoint([k]),
}
for name, operation in operations.items():
    for what, action in actions.items():
        attempt(name + ' ' + what, action, operation)
# expect: contains clear bool 0
# expect: contains grow bool 103
# expect: contains shrink bool 2
# expect: contains refill bool 3
# expect: add clear NoneType 1
# expect: add grow NoneType 104
# expect: add shrink NoneType 3
# expect: add refill NoneType 4
# expect: discard clear NoneType 0
# expect: discard grow NoneType 103
# expect: discard shrink NoneType 2
# expect: discard refill NoneType 3
# expect: remove clear tuple 0
# expect: remove grow tuple 103
# expect: remove shrink tuple 2
# expect: remove refill tuple 3
# expect: union clear set 0
# expect: union grow set 103
# expect: union shrink set 2
# expect: union refill set 3
# expect: update clear NoneType 1
# expect: update grow NoneType 104
# expect: update shrink NoneType 3
# expect: update refill NoneType 4
# expect: merge clear set 1
# expect: merge grow set 104
# expect: merge shrink set 3
# expect: merge refill set 4
# expect: intersection clear set 0
# expect: intersection grow set 103
# expect: intersection shrink set 2
# expect: intersection refill set 3
# expect: intersect itself clear set 0
# expect: intersect itself grow set 103
# expect: intersect itself shrink set 2
# expect: intersect itself refill set 3
# expect: difference clear set 0
# expect: difference grow set 103
# expect: difference shrink set 2
# expect: difference refill set 3
# expect: subtract clear NoneType 0
# expect: subtract grow NoneType 103
# expect: subtract shrink NoneType 2
# expect: subtract refill NoneType 3
# expect: xor clear set 0
# expect: xor grow set 103
# expect: xor shrink set 2
# expect: xor refill set 3
# expect: equal clear bool 0
# expect: equal grow bool 103
# expect: equal shrink bool 2
# expect: equal refill bool 3
# expect: subset clear bool 0
# expect: subset grow bool 103
# expect: subset shrink bool 2
# expect: subset refill bool 3
# expect: disjoint clear bool 0
# expect: disjoint grow bool 103
# expect: disjoint shrink bool 2
# expect: disjoint refill bool 3
class Noisy:
    def __init__(self, log, s):
        self.log, self.s = log, s
    def __del__(self):
        self.log.append(len(self.s))
        self.s.add(len(self.log))
log, s = [], set()
for i in range(3):
    s.add(Noisy(log, s))
s.clear()
print(log, s)  # expect: [0, 1, 2] {1, 2, 3}
for i in range(20):
    s.add(Noisy(log, s))
s -= set(s)
print(len(log), len(s))  # expect: 23 20
class Liar:
    def __hash__(self):
        raise ValueError('no hash')
class Thief:
    def __hash__(self):
        return 5
    def __eq__(self, other):
        raise KeyError('no answer')
for operation in (lambda: {Liar()}, lambda: Liar() in {1}, lambda: {Thief(), Thief()}, lambda: 5 in {Thief()}, lambda: {Thief()} | {5}, lambda: {5} & {Thief()}, lambda: {5} == {Thief()}, lambda: set([1, Liar()]), lambda: {1}.union([Liar()]), lambda: {1, Thief()}.difference([5]), lambda: {x for x in [Liar()]}, lambda: frozenset([Thief(), 5])):
    try:
        print(operation())
    except (ValueError, KeyError) as e:
        print(repr(e))
# expect: ValueError('no hash')
# expect: ValueError('no hash')
# expect: KeyError('no answer')
# expect: KeyError('no answer')
# expect: KeyError('no answer')
# expect: KeyError('no answer')
# expect: KeyError('no answer')
# expect: ValueError('no hash')
# expect: ValueError('no hash')
# expect: KeyError('no answer')
# expect: ValueError('no hash')
# expect: KeyError('no answer')
def broken():
    yield 1
    raise OSError('broken')
for operation in (lambda: set(broken()), lambda: {1}.update(broken()), lambda: {1} & set(broken()), lambda: {1}.intersection(broken()), lambda: {2}.intersection(broken()), lambda: {1}.issuperset(broken()), lambda: {2}.isdisjoint(broken())):
    try:
        print(operation())
    except OSError as e:
        print(repr(e))
# expect: OSError('broken')
# expect: OSError('broken')
# expect: OSError('broken')
# expect: {1}
# expect: OSError('broken')
# expect: OSError('broken')
# expect: OSError('broken')
