def rnd(n, seed):
    out = []
    x = seed
    for i in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        out.append(x // 65536)
    return out
calls = 0
def counting_key(x):
    global calls
    calls += 1
    return x
l = rnd(100, 3)
print(sorted(l, key=counting_key) == sorted(l), calls)  # expect: True 100
order = []
def trace(x):
    order.append(x)
    return -x
print(sorted([3, 1, 2], key=trace), order)  # expect: [3, 2, 1] [3, 1, 2]
