t = ()
for i in range(1200):
    t = (t, i)
print(hash(t))  # expect: 6348353809086852737
u = (1,)
for i in range(5000):
    u = (u,)
print(hash(u), hash((u, u, 1)))  # expect: 6695454275694994615 -6249913667931077050
d = {u: "deep"}
print(d[u], ((1,),) in {((1,),): 2})  # expect: deep True
v = []
for i in range(2000):
    v = (i, v)
try:
    hash(v)
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
