l = []
for i in range(100):
    l = [l]
print(len(repr(l)))  # expect: 202
for i in range(5000):
    l = [l]
try:
    repr(l)
except RecursionError as e:
    print("RecursionError", str(e)[:32])  # expect: RecursionError maximum recursion depth exceeded
t = ()
for i in range(3000):
    t = (t,)
try:
    str(t)
except RecursionError as e:
    print("RecursionError", str(e)[:32])  # expect: RecursionError maximum recursion depth exceeded
a, b = [], []
for i in range(3000):
    a, b = [a], [b]
try:
    a == b
except RecursionError as e:
    print(e)  # expect: maximum recursion depth exceeded in comparison
a.append(a)
b.append(b)
a.pop(); b.pop()
