# Cycles of every kind that this language can make; nothing may be left of them.
import gc
gc.disable()
gc.collect()
def case(label, make):
    gc.collect()
    make()
    print(label, gc.collect())
def m1():
    l = []; l.append(l)
def m2():
    d = {}; d['d'] = d
def m8():
    def f(): return f
def m10():
    try: raise ValueError
    except ValueError as e: x = e
def m11():
    l = [1, 2, 3]
def m12():
    t = ([],); t[0].append(t)
def m13():
    a, b = [], []; a.append(b); b.append(a); a.append({})
case('list in itself', m1)  # expect: list in itself 1
case('dict in itself', m2)  # expect: dict in itself 1
case('function in its own closure', m8)  # expect: function in its own closure 3
case('exception and its frame', m10)  # expect: exception and its frame 3
case('no cycle', m11)  # expect: no cycle 0
case('tuple and list', m12)  # expect: tuple and list 2
case('two lists and a dict hanging off', m13)  # expect: two lists and a dict hanging off 2
