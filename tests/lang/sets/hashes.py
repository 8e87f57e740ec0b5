print(hash(frozenset()), hash(frozenset([0])), hash(frozenset([1, 2, 3])), hash(frozenset('abc')))  # expect: 133146708735736 -2704248722033767810 -272375401224217160 8636088911049444515
print(hash(frozenset(range(100))), hash(frozenset([frozenset(), frozenset([1])])), hash(frozenset([1.5, -1, None.__class__ is None])))  # expect: 4411996150312757951 -67101846648477850 -2860010626971283580
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(frozenset([1, 2])) == hash(frozenset({1: 0, 2: 0})))  # expect: True True
f = frozenset(range(20))
g = f - {3, 4, 5}
h = set(g)
h.add(3)
h.discard(3)
print(hash(frozenset(h)) == hash(g), {f: 'f', g: 'g'}[frozenset(range(20))])  # expect: True f
