import sys
class A: pass
def mk(n):
    a = A()
    for i in range(n): setattr(a, "k%d" % i, i)
    return a
a = mk(3); b = mk(3)
d = a.__dict__; e = b.__dict__
print(d, e, d == e, d is a.__dict__, len(d), list(d), list(d.values()), list(d.items()), list(reversed(d)))
# expect: {'k0': 0, 'k1': 1, 'k2': 2} {'k0': 0, 'k1': 1, 'k2': 2} True True 3 ['k0', 'k1', 'k2'] [0, 1, 2] [('k0', 0), ('k1', 1), ('k2', 2)] ['k2', 'k1', 'k0']
d["k1"] = "new"; d["zz"] = 5
print(a.zz, a.k1, b.__dict__, d.get("k9"), "k0" in d, "q" in d, d.pop("k0"), d)
# expect: 5 new {'k0': 0, 'k1': 1, 'k2': 2} None True False 0 {'k1': 'new', 'k2': 2, 'zz': 5}
a.k0 = 7
print(d, list(d))  # expect: {'k1': 'new', 'k2': 2, 'zz': 5, 'k0': 7} ['k1', 'k2', 'zz', 'k0']
a.q = 1; del d["zz"]
print(d, a.__dict__ is d)  # expect: {'k1': 'new', 'k2': 2, 'k0': 7, 'q': 1} True
try: a.zz
except AttributeError as x: print(x)  # expect: 'A' object has no attribute 'zz'
d[5] = "int"
print(d, b.__dict__)  # expect: {'k1': 'new', 'k2': 2, 'k0': 7, 'q': 1, 5: 'int'} {'k0': 0, 'k1': 1, 'k2': 2}
c = b.__dict__.copy(); c["x"] = 1
print(c, b.__dict__, dict(b.__dict__), {**b.__dict__}, b.__dict__ | {"y": 1})
# expect: {'k0': 0, 'k1': 1, 'k2': 2, 'x': 1} {'k0': 0, 'k1': 1, 'k2': 2} {'k0': 0, 'k1': 1, 'k2': 2} {'k0': 0, 'k1': 1, 'k2': 2} {'k0': 0, 'k1': 1, 'k2': 2, 'y': 1}
print(b.__dict__.popitem(), b.__dict__, b.__dict__.setdefault("k0", 9), b.__dict__.setdefault("n", 9))
# expect: ('k2', 2) {'k0': 0, 'k1': 1, 'n': 9} 0 9
b.__dict__.clear(); print(b.__dict__); b.a = 1; print(b.__dict__)
# expect: {}
# expect: {'a': 1}
m = mk(2); m.__dict__.update(k1=5, u=6); print(m.__dict__, m.u, m.k1)
# expect: {'k0': 0, 'k1': 5, 'u': 6} 6 5
print(*m.__dict__)  # expect: k0 k1 u
try:
    for k in m.__dict__: m.__dict__["new" + k] = 1
except RuntimeError as x: print(x)  # expect: dictionary changed size during iteration
try:
    for k in m.__dict__: del m.__dict__[k]
except RuntimeError as x: print(x)  # expect: dictionary changed size during iteration
n = mk(29); print(len(n.__dict__), n.k28)  # expect: 29 28
n.z1 = 1; n.z2 = 2; n.z3 = 3; print(len(n.__dict__), n.z3)  # expect: 32 3
o = mk(1); od = o.__dict__
for i in range(40): od["w%d" % i] = i
print(len(od), o.w39, list(od)[:3])  # expect: 41 39 ['k0', 'w0', 'w1']
class S(str): pass
p = mk(2); p.__dict__[S("k1")] = "sub"; print(p.__dict__, p.k1, [type(k).__name__ for k in p.__dict__])
# expect: {'k0': 0, 'k1': 'sub'} sub ['str', 'str']
p2 = mk(2); p2.__dict__[S("new")] = "sub"; print(p2.__dict__, p2.new, [type(k).__name__ for k in p2.__dict__])
# expect: {'k0': 0, 'k1': 1, 'new': 'sub'} sub ['str', 'str', 'S']
print(sys.getsizeof(mk(0).__dict__), sys.getsizeof(mk(3)), sys.getsizeof(mk(3).__dict__))
# expect: 272 56 272
class B: pass
x = B(); x.a = 1; x.__dict__
del B
import gc; gc.collect()
xd = x.__dict__
del x
gc.collect()
print(xd)  # expect: {'a': 1}
class C(dict): pass
y = C(); y.attr = 1; y["item"] = 2; z = C(); z.attr2 = 3; z.attr = 4
print(y, y.__dict__, z.__dict__, sys.getsizeof(y.__dict__))
# expect: {'item': 2} {'attr': 1} {'attr2': 3, 'attr': 4} 304
class D: 
    def __init__(self): self.__dict__ = self.__class__.shared
    shared = {}
D().x = 5; print(D().x)  # expect: 5
exec("g = 5\ndef f(): return g + h\nh = 1", m.__dict__)
print(m.f(), m.g); m.g = 10; print(m.f()); m.h = 7; print(m.f())
# expect: 6 5
# expect: 11
# expect: 17
ns = mk(1)
exec("def f():\n  t = 0\n  for i in range(5):\n    t += len('ab')\n    if i == 2: globals()['len'] = lambda s: 100\n  return t", ns.__dict__)
print(ns.f())  # expect: 206
