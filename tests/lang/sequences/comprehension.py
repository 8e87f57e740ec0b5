print([x * x for x in range(5)], [x for x in "abc" if x != "b"], [(x, y) for x in range(2) for y in "ab"], [[i * j for j in range(3)] for i in range(3)])  # expect: [0, 1, 4, 9, 16] ['a', 'c'] [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')] [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
n = 10
print([n + i for i in range(3)], [x for x in [1, 2, 3] if x > 1 if x < 3], [x for x, in [(1,), (2,)]], [a + b for a, b in zip([1, 2], [3, 4])])  # expect: [10, 11, 12] [2] [1, 2] [4, 6]
try:
    [1 // x for x in [1, 0]]
except ZeroDivisionError as e:
    print(e)  # expect: integer division or modulo by zero
try:
    [x for x in 5]
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
fs = [lambda: i for i in range(3)]
print([f() for f in fs])  # expect: [2, 2, 2]
