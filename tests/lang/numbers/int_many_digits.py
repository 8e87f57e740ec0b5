# Long sums: factorials, Fibonacci numbers, a square root by Newton.
f = 1
for i in range(1, 101):
    f *= i
print(f)  # expect: 93326215443944152681699238856266700490715968264381621468592963895217599993229915608941463976156518286253697920827223758251185210916864000000000000000000000000
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)  # expect: 222232244629420445529739893461909967206666939096499764990979600
n = 2 * 10**100
x = n
while True:
    y = (x + n // x) // 2
    if y >= x:
        break
    x = y
print(x)  # expect: 141421356237309504880168872420969807856967187537694
s = 0
for i in range(2000):
    s += i**20
print(s)  # expect: 99340966764469103730295258748510684939361611872565079212844847426600
d = 1
for i in range(200):
    d = d * 31 + i
t = 0
while d:
    d, r = divmod(d, 97)
    t += r
print(t)  # expect: 7301
