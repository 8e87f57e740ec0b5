def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(list(reversed([1, 2, 3])), list(reversed((1, 2))), list(reversed("abc")), list(reversed(range(3))), list(reversed([])), list(reversed({1: 2, 3: 4})))  # expect: [3, 2, 1] [2, 1] ['c', 'b', 'a'] [2, 1, 0] [] [3, 1]
attempt(lambda: reversed())  # expect: TypeError: reversed expected 1 argument, got 0
attempt(lambda: reversed(1))  # expect: TypeError: 'int' object is not reversible
attempt(lambda: reversed([], []))  # expect: TypeError: reversed expected 1 argument, got 2
attempt(lambda: reversed(a=1))  # expect: TypeError: reversed() takes no keyword arguments
attempt(lambda: reversed(iter([])))  # expect: TypeError: 'list_iterator' object is not reversible
l = [1, 2, 3]
r = reversed(l)
print(next(r), r.__length_hint__())  # expect: 3 2
l.clear()
print(next(r, "end"), r.__length_hint__())  # expect: end 0
r = reversed((1, 2))
print(type(r).__name__, type(reversed([])).__name__, r.__length_hint__(), next(r), next(r), next(r, "e"), r.__length_hint__())  # expect: reversed list_reverseiterator 2 2 1 e 0
s = reversed("ab")
print(next(s), list(s), iter(s) is s)  # expect: b ['a'] True
l = [1, 2, 3]
r = reversed(l)
l.append(4)
print(list(r))  # expect: [3, 2, 1]
r = reversed(l)
next(r)
l[:] = [9]
print(list(r), list(r))  # expect: [] []
