# A place that calls a method remembers it; evaluating the arguments may come to the same place again.
def f(o, d):
    return o.count(f("bb", 0) if d else "b")
print(f([1], 0)); print(f([1], 0))
# expect: 0
# expect: 0
print(f([2, 2], 1))  # expect: 2
print(f([2, 2], 1))  # expect: 2
print(f([2, 2], 1))  # expect: 2
def g(o):
    while 1:
        print(o.count((yield)))
a, b = g([1, 1]), g("aa")
next(a); next(b); a.send(1); b.send("a"); a.send(1); b.send("a")
# expect: 2
# expect: 2
# expect: 2
# expect: 2
