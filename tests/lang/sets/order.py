# The order is that of the table: the lower bits of the hash, then neighbours, then jumps.
print({8, 0, 16, 24}, {24, 16, 0, 8}, set([1000, -1, 100, -2]))  # expect: {8, 0, 16, 24} {8, 0, 16, 24} {1000, 100, -1, -2}
print(set('hello world'))  # expect: {' ', 'd', 'r', 'h', 'o', 'e', 'w', 'l'}
print({1.5, 'a', (1, 2)}, {'x', 'y', 'z'})  # expect: {1.5, (1, 2), 'a'} {'y', 'x', 'z'}
s = {i * 7 for i in range(6)}
print(s, list(s), [*s])  # expect: {0, 35, 7, 14, 21, 28} [0, 35, 7, 14, 21, 28] [0, 35, 7, 14, 21, 28]
s = set()
for n in (64, 32, 96, 33, 1, 2 ** 40, -5, 10 ** 20):
    s.add(n)
print(s)  # expect: {64, 33, 32, 96, 1, 1099511627776, 100000000000000000000, -5}
s.remove(32)
s.add(65)
s.add(32)
print(s)  # expect: {64, 33, 65, 96, 1, 1099511627776, 32, 100000000000000000000, -5}
