def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
l = []
l.extend([])
print(l)  # expect: []
l.extend([1, 2]); l.extend((3,)); l.extend("ab"); l.extend(range(2)); l.extend({9: 8})
print(l)  # expect: [1, 2, 3, 'a', 'b', 0, 1, 9]
l.extend(l)
print(l)  # expect: [1, 2, 3, 'a', 'b', 0, 1, 9, 1, 2, 3, 'a', 'b', 0, 1, 9]
m = [1, 2, 3]
m += m
print(m)  # expect: [1, 2, 3, 1, 2, 3]
m += "xy"
print(m)  # expect: [1, 2, 3, 1, 2, 3, 'x', 'y']
m += [0]
print(m)  # expect: [1, 2, 3, 1, 2, 3, 'x', 'y', 0]
attempt(lambda: l.extend())  # expect: TypeError: list.extend() takes exactly one argument (0 given)
attempt(lambda: l.extend(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: l.extend([1], [2]))  # expect: TypeError: list.extend() takes exactly one argument (2 given)
k = [1]
k.extend(iter(k[:]))
print(k)  # expect: [1, 1]
k.extend(map(int, ["2", "3"]))
print(k)  # expect: [1, 1, 2, 3]
attempt(lambda: k.extend(map(int, ["4", "x", "5"])))  # expect: ValueError: invalid literal for int() with base 10: 'x'
print(k)  # expect: [1, 1, 2, 3, 4]
e = []
e.extend(zip([1, 2], [3, 4]))
print(e)  # expect: [(1, 3), (2, 4)]
def f():
    n = [1]
    n += [2]
    return n
print(f())  # expect: [1, 2]


# Whoever says that there will be 2**63 - 1 more is not believed.
class Boaster:
    def __iter__(self):
        return iter(())

    def __length_hint__(self):
        return 2**63 - 1


believed = [1]
believed.extend(Boaster())
print(believed)  # expect: [1]
try:
    [].extend(Boaster())
except MemoryError:
    print("no room")  # expect: no room
