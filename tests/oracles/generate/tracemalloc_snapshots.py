"""tracemalloc_snapshots.json: what module tracemalloc makes of given traces: groups, comparisons, filters, texts.

A trace is [domain, size, [[file, line] ...] with the newest frame first, frames that ran]. Sizes are often equal, so that
the order of equal groups matters.
"""
import random
import sys
import tracemalloc
from tracemalloc import DomainFilter, Filter, Snapshot

from common import write_json

FILES = ["/lib/a.py", "/lib/b.py", "main.py", "<string>", "/lib/sub/a.py", "/Lib/A.PY", "[x].py", "b.pyc"]
FILTERS = [
    ["filter", True, "/lib/a.py", None, False, None],
    ["filter", True, "/lib/*", None, False, None],
    ["filter", True, "/lib/*", None, True, None],
    ["filter", False, "*.py", None, False, None],
    ["filter", False, "*.py", None, True, None],
    ["filter", True, "main.py", 3, False, None],
    ["filter", True, "main.py", 3, True, None],
    ["filter", False, "main.py", 3, True, None],
    ["filter", True, "*", None, False, 5],
    ["filter", False, "*a.py", None, False, 5],
    ["filter", True, "[[]x].py", None, True, None],
    ["filter", True, "?lib?[!a].py", None, True, None],
    ["filter", True, "b.py", None, True, None],
    ["filter", True, "b.pyc", None, True, None],
    ["filter", True, "/lib/[a-b].py", None, True, None],
    ["filter", True, "/lib/[b-a].py", None, True, None],
    ["filter", True, "", None, True, None],
    ["domain", True, 5],
    ["domain", False, 5],
    ["domain", True, 77],
]
KEYS = [("lineno", False), ("lineno", True), ("filename", False), ("filename", True), ("traceback", False)]


def make_traces(rng, n):
    stacks = []
    for _ in range(12):
        depth = rng.randint(1, 4)
        stacks.append([[rng.choice(FILES), rng.randint(1, 4)] for _ in range(depth)])
    sizes = [0, 1, 56, 56, 100, 100, 4096, 10240, 10241, 123456, 10 ** 7, 2 ** 40]
    rows = []
    for _ in range(n):
        stack = rng.choice(stacks)
        rows.append([rng.choice([0, 0, 0, 5, 9]), rng.choice(sizes), stack, len(stack) + rng.choice([0, 0, 3])])
    return rows


def snapshot(rows, limit):
    return Snapshot(tuple((domain, size, tuple(map(tuple, frames)), total) for domain, size, frames, total in rows),
                    limit)


def make_filter(row):
    if row[0] == "domain":
        return DomainFilter(row[1], row[2])
    return Filter(row[1], row[2], row[3], row[4], row[5])


def main():
    cases = []
    for seed in range(6):
        rng = random.Random(seed)
        old, new = make_traces(rng, 15), make_traces(rng, 40)
        new += rng.sample(old, 8)
        a, b = snapshot(old, 4), snapshot(new, 4)
        groups = {}
        for key, cumulative in KEYS:
            name = key + (", cumulative" if cumulative else "")
            groups[name] = {
                "statistics": [str(s) for s in b.statistics(key, cumulative)],
                "differences": [str(s) for s in b.compare_to(a, key, cumulative)],
                "back": [str(s) for s in a.compare_to(b, key, cumulative)],
                "reprs": [repr(s) for s in b.statistics(key, cumulative)[:3]],
            }
        kept = []
        for row in FILTERS:
            kept.append([len(list(b.filter_traces([make_filter(row)]).traces))])
        for _ in range(12):
            rows = rng.sample(FILTERS, 3)
            kept.append([[FILTERS.index(row) for row in rows],
                         len(list(b.filter_traces([make_filter(row) for row in rows]).traces))])
        cases.append({"old": old, "new": new, "groups": groups, "kept": kept,
                      "traces": [str(t) for t in b.traces][:10], "trace reprs": [repr(t) for t in b.traces][:4]})
    write_json("tracemalloc_snapshots.json", {"filters": FILTERS, "cases": cases}, __file__)


if __name__ == "__main__":
    sys.exit(main())
