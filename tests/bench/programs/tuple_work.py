# Tuples: packing, unpacking, comparing, as keys and as records.
def walk(count):
    position = (0, 0)
    direction = (1, 0)
    turns = 0
    for i in range(count):
        x, y = position
        dx, dy = direction
        position = (x + dx, y + dy)
        if i % 7 == 0:
            direction = (-dy, dx)
            turns += 1
    return position, turns


def records(count):
    rows = [(i * 31 % 101, i * 17 % 103, i) for i in range(count)]
    rows.sort()
    best = rows[0]
    total = 0
    for a, b, c in rows:
        if (a, b) > (50, 50):
            total += c
    return best, total


def pairs(count):
    seen = {}
    for i in range(count):
        key = (i % 100, i % 77)
        seen[key] = seen.get(key, 0) + 1
    return len(seen), max(seen.values())


print(walk(800000), records(120000), pairs(600000))  # expect: ((-3, 7), 114286) ((0, 0, 0), 3600222593) (7700, 78)
