# Sums of ints and floats in loops, where objects are made and released all the time.
total = 0
for i in range(20000):
    total += i * i - i // 3 + (i % 7) * (i ^ 5)
print(total)  # expect: 2667000003299
x = 0.0
for i in range(1, 20000):
    x += 1 / i - i * 0.5 + (i % 3) ** 0.5
print(x)  # expect: -99978895.37171483
n = 27
steps = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)  # expect: 111
p = [True] * 200
for i in range(2, 15):
    if p[i]:
        for j in range(i * i, 200, i):
            p[j] = False
print([i for i in range(2, 200) if p[i]])  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199]
seed = 12345
values = []
for _ in range(8):
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    values.append(seed)
print(values)  # expect: [1406932606, 654583775, 1449466924, 229283573, 1109335178, 1051550459, 1293799192, 794471793]
