def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
l = [1, 2, 3]
t = (1, 2, 3)
attempt(lambda: l[::0])  # expect: ValueError: slice step cannot be zero
attempt(lambda: t[::0])  # expect: ValueError: slice step cannot be zero
attempt(lambda: l["a"])  # expect: TypeError: list indices must be integers or slices, not str
attempt(lambda: l[1.0])  # expect: TypeError: list indices must be integers or slices, not float
attempt(lambda: l[None])  # expect: TypeError: list indices must be integers or slices, not NoneType
attempt(lambda: t["a"])  # expect: TypeError: tuple indices must be integers or slices, not str
attempt(lambda: l["a":])  # expect: TypeError: slice indices must be integers or None or have an __index__ method
attempt(lambda: l[:1.5])  # expect: TypeError: slice indices must be integers or None or have an __index__ method
attempt(lambda: l[3])  # expect: IndexError: list index out of range
attempt(lambda: l[-4])  # expect: IndexError: list index out of range
attempt(lambda: t[3])  # expect: IndexError: tuple index out of range
attempt(lambda: t[-4])  # expect: IndexError: tuple index out of range
attempt(lambda: l[2**70])  # expect: IndexError: cannot fit 'int' into an index-sized integer
attempt(lambda: t[2**70])  # expect: IndexError: cannot fit 'int' into an index-sized integer
attempt(lambda: l[()])  # expect: TypeError: list indices must be integers or slices, not tuple
attempt(lambda: l[1, 2])  # expect: TypeError: list indices must be integers or slices, not tuple
def store(o, k, v):
    o[k] = v
attempt(lambda: store(l, 3, 0))  # expect: IndexError: list assignment index out of range
attempt(lambda: store(l, "a", 0))  # expect: TypeError: list indices must be integers or slices, not str
attempt(lambda: store(t, 0, 0))  # expect: TypeError: 'tuple' object does not support item assignment
attempt(lambda: store(l, slice(0, 2), 5))  # expect: TypeError: can only assign an iterable
attempt(lambda: store(l, slice(None, None, 2), [1]))  # expect: ValueError: attempt to assign sequence of size 1 to extended slice of size 2
attempt(lambda: store(l, slice(None, None, 2), 1))  # expect: TypeError: must assign iterable to extended slice
attempt(lambda: store(l, slice(None, None, 0), []))  # expect: ValueError: slice step cannot be zero
def delete(o, k):
    del o[k]
attempt(lambda: delete(l, 3))  # expect: IndexError: list assignment index out of range
attempt(lambda: delete(l, "a"))  # expect: TypeError: list indices must be integers or slices, not str
attempt(lambda: delete(t, 0))  # expect: TypeError: 'tuple' object doesn't support item deletion
attempt(lambda: delete(l, slice("x")))  # expect: TypeError: slice indices must be integers or None or have an __index__ method
print(l, t)  # expect: [1, 2, 3] (1, 2, 3)
