class Tags(set):
    def __init__(self, *args):
        super().__init__(*args)
        self.note = 'n'
    def add(self, x):
        super().add(x.upper())
t = Tags('ab')
t.add('c')
print(sorted(t), t.note, type(t).__name__, len(t), repr(Tags()), type(t | {1}), type(t.copy()), type(t.union()), isinstance(t, set))  # expect: ['C', 'a', 'b'] n Tags 3 Tags() <class 'set'> <class 'set'> <class 'set'> True
t |= {'Z'}
print(type(t).__name__, t.note, sorted(t), t == {'a', 'b', 'C', 'Z'}, {'a'} < t)  # expect: Tags n ['C', 'Z', 'a', 'b'] True True
class Frozen(frozenset):
    pass
f = Frozen([1, 2])
print(f, f == frozenset([1, 2]), hash(f) == hash(frozenset([2, 1])), type(f & {1}), type(f.copy()), Frozen(f) is f, type(f - f), {f: 1}[frozenset([1, 2])])  # expect: Frozen({1, 2}) True True <class 'frozenset'> <class 'frozenset'> False <class 'frozenset'> 1
class Twice(frozenset):
    def __new__(cls, items, factor=2):
        return super().__new__(cls, [i * factor for i in items])
print(sorted(Twice([1, 2])), sorted(Twice([1], factor=5)), type(Twice([])).__name__)  # expect: [2, 4] [5] Twice
class Slotted(set):
    __slots__ = ('x',)
s = Slotted([1])
s.x = 5
print(s, s.x, hasattr(s, '__dict__'), Slotted.__basicsize__ - set.__basicsize__)  # expect: Slotted({1}) 5 False 8
class Loud(set):
    def __contains__(self, x):
        print('contains', x)
        return super().__contains__(x)
    def __len__(self):
        return 42
l = Loud([1, 2])
print(1 in l, len(l), {1} & l, l & {1}, bool(l), l == {1, 2})
# expect: contains 1
# expect: True 42 {1} {1} True True
class Element:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return isinstance(other, Element) and self.n == other.n
    def __hash__(self):
        return hash(('Element', self.n))
    def __repr__(self):
        return f'E{self.n}'
    def __lt__(self, other):
        return self.n < other.n
a, b = {Element(1), Element(2)}, {Element(2), Element(3)}
print(sorted(a | b), a & b, sorted(a ^ b), a - b, Element(1) in a, len({Element(5), Element(5)}))  # expect: [E1, E2, E3] {E2} [E1, E3] {E1} True 1
class Odd:
    def __ror__(self, other):
        return 'ror', type(other).__name__
    def __rand__(self, other):
        return 'rand'
print({1} | Odd(), frozenset() & Odd())  # expect: ('ror', 'set') rand
try:
    {1} ^ Odd()
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for ^: 'set' and 'Odd'
try:
    Tags(1)
except TypeError as e:
    print(e)
# expect: 'int' object is not iterable
try:
    Frozen(x=1)
except TypeError as e:
    print(e)
# expect: frozenset() takes no keyword arguments
cycle = Tags()
cycle.me = cycle
cycle.note = [cycle]
del cycle
import gc
gc.collect()
