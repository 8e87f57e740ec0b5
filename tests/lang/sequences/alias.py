a = [1, 2, 3]
b = a
b.append(4)
print(a, a is b)  # expect: [1, 2, 3, 4] True
c = a[:]
c.append(5)
print(a, c)  # expect: [1, 2, 3, 4] [1, 2, 3, 4, 5]
def f(l):
    l.append("f")
    l = []
    l.append("lost")
f(a)
print(a, b)  # expect: [1, 2, 3, 4, 'f'] [1, 2, 3, 4, 'f']
t = (a, a)
t[0].append("t")
print(t)  # expect: ([1, 2, 3, 4, 'f', 't'], [1, 2, 3, 4, 'f', 't'])
try:
    t[0] += ["u"]
except TypeError as e:
    print(e)  # expect: 'tuple' object does not support item assignment
print(a)  # expect: [1, 2, 3, 4, 'f', 't', 'u']
