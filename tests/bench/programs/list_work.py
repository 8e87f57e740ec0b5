# Lists: a sieve, a bubble of comparisons, slices and comprehensions.
def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(limit ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
    return sum(flags)


def insertion_sort(values):
    for i in range(1, len(values)):
        value = values[i]
        j = i - 1
        while j >= 0 and values[j] > value:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = value
    return values


def queue(count):
    items = []
    total = 0
    for i in range(count):
        items.append(i)
        if len(items) > 10:
            total += items.pop(0)
    return total


values = [(i * 7919) % 1009 for i in range(1400)]
print(sieve(1500000), insertion_sort(values)[:3], queue(500000))  # expect: 114155 [0, 0, 1] 124994750055
print(sum([x * x for x in range(600000) if x % 3]), len([v for v in values][::7]))  # expect: 47999999999800000 200
