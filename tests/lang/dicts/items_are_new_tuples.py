# The iterator over items uses its tuple again only when nobody holds it.
d = {1: 'a', 2: 'b', 3: 'c'}
kept = [item for item in d.items()]
print(kept)  # expect: [(1, 'a'), (2, 'b'), (3, 'c')]
it = iter(d.items())
a = next(it)
b = next(it)
print(a, b, a is b)  # expect: (1, 'a') (2, 'b') False
ids = [id(item) for item in d.items()]
print(ids[0] == ids[2], ids[0] == ids[1])  # expect: True False
