# A cycle through a hundred thousand lists, and one through nested dicts, are collected without recursion.
import gc
gc.disable()
gc.collect()
head = l = []
for i in range(100000):
    l.append([])
    l = l[0]
l.append(head)
del head, l
print(gc.collect())  # expect: 100001
head = d = {}
for i in range(10000):
    d['next'] = {}
    d = d['next']
d['next'] = head
del head, d
print(gc.collect())  # expect: 10001
