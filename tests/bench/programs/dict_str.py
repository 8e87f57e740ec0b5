# Dicts with str keys: word count, and records as dicts.
TEXT = """the quick brown fox jumps over the lazy dog while the cat sleeps in the warm sun and
a small bird sings on the roof of the old house near the river where children play all day"""


def word_count(rounds):
    counts = {}
    for _ in range(rounds):
        for word in TEXT.split():
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]


def records(count):
    total = 0
    for i in range(count):
        record = {"name": "item", "size": i, "weight": i * 2, "tags": None}
        record["size"] += 1
        if record["weight"] > record["size"]:
            total += record["weight"] - record["size"]
    return total


def keys(count):
    table = {}
    for i in range(count):
        table["key" + str(i % 2000)] = i
    return len(table), table["key1999"]


print(word_count(25000), records(600000), keys(600000))  # expect: [('the', 175000), ('a', 25000)] 179999100001 (2000, 599999)
