def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print(list(range(5)), list(range(2, 5)), list(range(0, 10, 3)), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)))  # expect: [0, 1, 2, 3, 4] [2, 3, 4] [0, 3, 6, 9] [5, 3, 1] [] []
print(len(range(10)), len(range(0, 10, 3)), len(range(10, 0, -3)), len(range(5, 0)), len(range(-10, 10)), len(range(1000)))  # expect: 10 4 4 0 20 1000
r = range(10, 50, 7)
print(r[0], r[-1], r[3], r[1:4], r[::-1], r[::2], r[4:1], r.start, r.stop, r.step, r[True])  # expect: 10 45 31 range(17, 38, 7) range(45, 3, -7) range(10, 52, 14) range(38, 17, 7) 10 50 7 17
print(r.index(24), r.count(24), r.count(25), 24 in r, 25 in r, r.index(10))  # expect: 2 1 0 True False 0
print(list(reversed(r)), list(reversed(range(0))), sum(range(101)), max(range(5)), bool(range(0)), bool(range(1)))  # expect: [45, 38, 31, 24, 17, 10] [] 5050 4 False True
attempt(lambda: range())  # expect: TypeError: range expected at least 1 argument, got 0
attempt(lambda: range(1, 2, 3, 4))  # expect: TypeError: range expected at most 3 arguments, got 4
attempt(lambda: range("a"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: range(1.0))  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: range(1, 2, 0))  # expect: ValueError: range() arg 3 must not be zero
attempt(lambda: range(a=1))  # expect: TypeError: range() takes no keyword arguments
attempt(lambda: r[6])  # expect: IndexError: range object index out of range
attempt(lambda: r[-7])  # expect: IndexError: range object index out of range
attempt(lambda: r["a"])  # expect: TypeError: range indices must be integers or slices, not str
attempt(lambda: r[1.0])  # expect: TypeError: range indices must be integers or slices, not float
attempt(lambda: r[::0])  # expect: ValueError: slice step cannot be zero
attempt(lambda: r["x":])  # expect: TypeError: slice indices must be integers or None or have an __index__ method
attempt(lambda: r.index(11))  # expect: ValueError: 11 is not in range
attempt(lambda: r.index("a"))  # expect: ValueError: sequence.index(x): x not in sequence
attempt(lambda: r + r)  # expect: TypeError: unsupported operand type(s) for +: 'range' and 'range'
def store():
    r[0] = 1
attempt(store)  # expect: TypeError: 'range' object does not support item assignment
print(range(True), range(False, True), {range(3): 1}[range(0, 3)])  # expect: range(0, 1) range(0, 1) 1
print(iter(range(3)).__length_hint__(), list(iter(range(3))))  # expect: 3 [0, 1, 2]
print([x for x in range(-3, 4)], [x for x in range(3, -4, -2)])  # expect: [-3, -2, -1, 0, 1, 2, 3] [3, 1, -1, -3]
print(range(1000)[-1], range(0, -1000, -300)[2], range(300, 600)[1:3], range(5)[-100:100])  # expect: 999 -600 range(301, 303) range(0, 5)
