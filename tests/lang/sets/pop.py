s = {0, 1, 2, 3, 4, 5}
print(s.pop(), s.pop(), s)  # expect: 0 1 {2, 3, 4, 5}
s.add(0)
print(s.pop(), s.pop(), s.pop(), s.pop(), s.pop(), s)  # expect: 2 3 4 5 0 set()
try:
    s.pop()
except KeyError as e:
    print(repr(e), e.args)
# expect: KeyError('pop from an empty set') ('pop from an empty set',)
s = set(range(50))
total = 0
while s:
    total += s.pop()
    if total % 3 == 0:
        s.discard(total % 50)
print(total)  # expect: 991
