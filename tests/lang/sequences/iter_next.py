def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
it = iter([1, 2])
print(next(it), next(it), next(it, "d"), next(it, None))  # expect: 1 2 d None
attempt(lambda: next(it))  # expect: StopIteration: -
attempt(lambda: next([]))  # expect: TypeError: 'list' object is not an iterator
attempt(lambda: next())  # expect: TypeError: next expected at least 1 argument, got 0
attempt(lambda: next(it, 1, 2))  # expect: TypeError: next expected at most 2 arguments, got 3
attempt(lambda: iter(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: iter())  # expect: TypeError: iter expected at least 1 argument, got 0
attempt(lambda: iter(1, 2))  # expect: TypeError: iter(v, w): v must be callable
attempt(lambda: iter(len, 1, 2))  # expect: TypeError: iter expected at most 2 arguments, got 3
n = [0]
def count():
    n[0] += 1
    return n[0]
print(list(iter(count, 4)), n)  # expect: [1, 2, 3] [4]
c = iter(count, 6)
print(next(c), next(c, "end"), next(c, "end"), n)  # expect: 5 end end [6]
def stop():
    raise StopIteration
print(list(iter(stop, None)))  # expect: []
def fail():
    raise ValueError("x")
attempt(lambda: list(iter(fail, None)))  # expect: ValueError: x
l = [1, 2, 3]
it = iter(l)
next(it)
l.append(4)
print(it.__length_hint__(), list(it))  # expect: 3 [2, 3, 4]
l.append(5)
print(next(it, "exhausted"), it.__length_hint__())  # expect: exhausted 0
it = iter(l)
next(it); next(it)
del l[:]
print(next(it, "gone"), it.__length_hint__())  # expect: gone 0
t = iter((1, 2, 3))
print(t.__length_hint__(), next(t), t.__length_hint__(), list(t), list(t), iter(t) is t)  # expect: 3 1 2 [2, 3] [] True
print(type(iter([])).__name__, type(iter(())).__name__, type(iter(range(1))).__name__, type(iter("")).__name__, type(iter(count, 1)).__name__)  # expect: list_iterator tuple_iterator range_iterator str_ascii_iterator callable_iterator
