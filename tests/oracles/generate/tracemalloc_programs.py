"""tracemalloc_programs.json: what tracemalloc says of small programs, line by line.

Each program is a function main(n). It has been called 30 times before tracing begins, so that its bytecode is
specialised, and the free lists are empty then. Only blocks whose newest frame is one of the program's lines count. What
main returns is kept.
"""
import json
import sys

from common import run_py, write_json

PROGRAMS = [
    ("numbers", 5000, """def main(n):
    a = n + 1000
    b = n * 1.5
    c = (n + 1) * 10**20
    d = -n
    return a, b, c, d
"""),
    ("containers", 7, """def main(n):
    a = [n, n]
    b = (n, n, n)
    c = {n: a}
    d = {'x': n, 'y': n}
    e = []
    f = {}
    a.append(b)
    e.extend(b)
    f['k'] = e
    return a, b, c, d, e, f
"""),
    ("strings", 1234, """def main(n):
    a = 'abc' * n
    b = a + 'def'
    c = str(n)
    d = f'{n}-{n}'
    e = a.upper()
    f = b.split('c')
    g = ','.join(f)
    h = '\u0394' * n
    return a, b, c, d, e, f, g, h
"""),
    ("growing", 100, """def main(n):
    rows = []
    for i in range(n):
        rows.append(i + 1000)
    table = {}
    for i in range(n):
        table[i] = None
    return rows, table
"""),
    ("comprehensions", 20, """def main(n):
    a = [i + 1000 for i in range(n)]
    b = {i: i for i in range(n)}
    c = [[j] for j in range(3)]
    return a, b, c
"""),
    ("functions", 3, """def main(n):
    def inner():
        return n
    g = lambda x: x
    return inner, g
"""),
    ("freed", 9, """def main(n):
    x = [None] * 1000
    x = None
    y = 'a' * 5000
    del y
    z = (n, n)
    return z
"""),
    ("free_lists", 2, """def fill(n):
    a = [[n] for i in range(10)]
    b = [(n, i) for i in range(10)]
    c = [n + 0.5 for i in range(10)]
    d = [{} for i in range(10)]
def again(n):
    a = [n]
    b = (n, a)
    c = n + 0.25
    d = {}
    return a, b, c, d
def main(n):
    fill(n)
    return again(n)
"""),
    ("several lines", 1, """def main(n):
    x = [n + 1000,
         n + 2000,
         (n, n + 3000)]
    y = (n +
         4000)
    z = f(n + 5000,
          n * 0.5,
          [n])
    return x, y, z
def f(a,
      b,
      c):
    return (a,
            b + 1.0)
"""),
    ("several lines with choices", 1, """def main(n):
    a = (n + 1000 if n
         else n + 2000)
    b = [a + 1,
         a + 2 if n == 2 else
         a + 3,
         a + 4]
    c = (n == 5 or
         b[0] + 1000)
    d = {n: n + 3000,
         'k': [n],
         **{'m':
            n + 4000}}
    e = (f'{a}' +
         f'{c}')
    return (a, b, c, d,
            e, b[0 +
                 n])
"""),
    ("deep", 5, """def make(n):
    return [n + 1000]
def caller(n):
    return make(n)
def outer(n):
    a = caller(n)
    b = make(n)
    return a, b
def main(n):
    a = outer(n)
    return [a, outer(n + 1)]
"""),
]

CHILD = r'''
import gc, json, tracemalloc
namespace = {}
exec(compile(%r, "program.py", "exec"), namespace)
main, n = namespace["main"], %d
def trace(limit):
    for _ in range(30):
        keep = main(n)
    keep = None
    tracemalloc.start(limit)
    gc.collect()
    # What the snapshot itself takes from the free lists must not be the program's: these are freed last.
    spare = [[[], {}, (i,), (i, i), (i, i, i), (i, i, i, i), i + 0.5] for i in range(30)]
    keep = main(n)
    spare = None
    snapshot = tracemalloc.take_snapshot()
    tracemalloc.stop()
    return snapshot.filter_traces([tracemalloc.Filter(True, "program.py")])
lines = [[s.traceback[0].lineno, s.size, s.count] for s in trace(1).statistics("lineno")]
stacks = [[[f.lineno for f in s.traceback if f.filename == "program.py"], s.size, s.count] for s in trace(6).statistics("traceback")]
print(json.dumps({"lines": sorted(lines), "stacks": sorted(stacks)}))
'''


def main():
    rows = []
    for name, n, source in PROGRAMS:
        r = run_py(CHILD % (source, n))
        if r.returncode:
            sys.stderr.write(r.stderr.decode())
            raise SystemExit(1)
        rows.append({"name": name, "n": n, "source": source, **json.loads(r.stdout)})
    write_json("tracemalloc_programs.json", {
        "about": "lines: [line, bytes, blocks] by the newest frame, tracing with 1 frame; "
                 "stacks: [lines of the program's frames, oldest first, bytes, blocks] with 6",
        "programs": rows,
    }, __file__)


if __name__ == "__main__":
    main()
