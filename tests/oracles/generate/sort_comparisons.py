"""sort_comparisons.json: which comparisons list.sort makes, in which order.

For each pattern and length: how many comparisons, and a checksum over the pairs of values that were compared, in order,
with and without a key function and `reverse`. The inputs come from a small generator of numbers that any language
can repeat. Two runs give the same file.
"""
from common import write_json

LOG = [0, 0]


class Value:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        LOG[0] += 1
        LOG[1] = (LOG[1] * 31 + self.n * 7 + other.n) % 1000003
        return self.n < other.n


def numbers(n, seed):
    x = seed
    for _ in range(n):
        x = (x * 69069 + 12345) % 4294967296
        yield x // 65536


PATTERNS = {
    "random": lambda n: list(numbers(n, 1)),
    "ascending": lambda n: list(range(n)),
    "descending": lambda n: list(range(n, 0, -1)),
    "few different": lambda n: [x % 4 for x in numbers(n, 2)],
    "sawtooth": lambda n: [i % 37 for i in range(n)],
    "ascending with a random tail": lambda n: list(range(n - n // 10)) + list(numbers(n // 10, 3)),
    "runs": lambda n: [(i * i // 50) % 200 if i // 90 % 2 else -i % 150 for i in range(n)],
    "two sorted halves": lambda n: list(range(0, n, 2)) + list(range(1, n, 2)),
    "blocks": lambda n: [(i // 100 * 7919) % 1000 + i % 100 // 50 for i in range(n)],
}
LENGTHS = [2, 3, 5, 16, 31, 63, 64, 65, 100, 127, 128, 200, 500, 1000, 2500]


def measure(values, **options):
    LOG[:] = [0, 0]
    if options.pop("key", False):
        items = [(v,) for v in values]
        items.sort(key=lambda item: Value(item[0]), **options)
        values = [item[0] for item in items]
    else:
        items = [Value(v) for v in values]
        items.sort(**options)
        values = [item.n for item in items]
    return LOG[0], LOG[1]


def main():
    rows = []
    for name, make in PATTERNS.items():
        for n in LENGTHS:
            values = make(n)
            plain = measure(values)
            assert plain == measure(values, key=True)
            rows.append([name, n, *plain, *measure(values, reverse=True)])
    write_json("sort_comparisons.json", {
        "rows_about": "pattern, length, comparisons, checksum, comparisons with reverse=True, checksum of these; "
                      "a key function changes none of them",
        "checksum": "after each comparison a < b: (checksum * 31 + a * 7 + b) % 1000003",
        "rows": rows,
    }, __file__)


main()
