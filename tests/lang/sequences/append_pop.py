def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
l = []
for i in range(1000):
    l.append(i)
print(len(l), l[0], l[999], l[-1], l[500:503])  # expect: 1000 0 999 999 [500, 501, 502]
print(l.pop(), l.pop(0), l.pop(-2), l.pop(5), len(l))  # expect: 999 0 997 6 996
while len(l) > 3:
    l.pop()
print(l)  # expect: [1, 2, 3]
print(l.append(l.pop()), l)  # expect: None [1, 2, 3]
attempt(lambda: [].pop())  # expect: IndexError: pop from empty list
attempt(lambda: [1].pop(1))  # expect: IndexError: pop index out of range
attempt(lambda: [1].pop(-2))  # expect: IndexError: pop index out of range
attempt(lambda: [1].pop("a"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: [1].pop(1.0))  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: [1].pop(1, 2))  # expect: TypeError: pop expected at most 1 argument, got 2
attempt(lambda: [1].pop(2**70))  # expect: OverflowError: Python int too large to convert to C ssize_t
attempt(lambda: [1].append())  # expect: TypeError: list.append() takes exactly one argument (0 given)
attempt(lambda: [1].append(1, 2))  # expect: TypeError: list.append() takes exactly one argument (2 given)
attempt(lambda: [1].append(x=1))  # expect: TypeError: list.append() takes no keyword arguments
m = [1, 2]
print(m.pop(True), m.pop(False), m)  # expect: 2 1 []
