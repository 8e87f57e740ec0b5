# Dicts with int keys: counting, deleting, growing.
def count(numbers):
    counts = {}
    x = 1
    for _ in range(numbers):
        x = (x * 16807) % 2147483647
        key = x % 5000
        if key in counts:
            counts[key] += 1
        else:
            counts[key] = 1
    return len(counts), max(counts.values())


def churn(rounds):
    table = {}
    for i in range(rounds):
        table[i] = i * 2
        if i >= 1000:
            del table[i - 1000]
    return len(table), sum(table.values())


def memo(limit):
    cache = {1: 1}
    for start in range(2, limit):
        n = start
        path = []
        while n not in cache:
            path.append(n)
            n = n // 2 if n % 2 == 0 else 3 * n + 1
        length = cache[n]
        for node in reversed(path):
            length += 1
            cache[node] = length
    return len(cache)


print(count(1000000), churn(700000), memo(100000))  # expect: (5000, 258) (1000, 1398999000) 217212
