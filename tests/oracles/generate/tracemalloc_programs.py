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
    ('linked list', 50, """def main(n):
    head = None
    for i in range(n):
        head = [i + 1000, head]
    return head
"""),
    ('tree of tuples', 6, """def tree(depth, n):
    if depth == 0:
        return (n + 1000,)
    return (tree(depth - 1, n),
            tree(depth - 1, n + 1))
def main(n):
    return tree(n, 5)
"""),
    ('dict of lists', 40, """def main(n):
    groups = {}
    for i in range(n):
        key = 'k' + str(i % 7)
        if key not in groups:
            groups[key] = []
        groups[key].append(i * 1000)
    return groups
"""),
    ('setdefault', 40, """def main(n):
    groups = {}
    for i in range(n):
        groups.setdefault(i % 5, []).append(float(i))
    return groups
"""),
    ('string building', 60, """def main(n):
    parts = []
    for i in range(n):
        parts.append('item %d' % i)
    text = ', '.join(parts)
    upper = text.upper()
    words = upper.split(' ')
    return parts, text, words
"""),
    ('string methods', 3, """def main(n):
    s = 'Hello World ' * n
    a = s.replace('World', 'There')
    b = s.strip()
    c = s.lower()
    d = s.center(80)
    e = s.partition('W')
    f = s.encode()
    g = s[3:20]
    h = s[::-1]
    i = s.title()
    j = s.splitlines()
    k = s.zfill(60)
    l = s.rsplit(' ', 2)
    return a, b, c, d, e, f, g, h, i, j, k, l
"""),
    ('kinds of text', 10, """def main(n):
    a = 'a' * n
    b = '\\xe9' * n
    c = '\\u0416' * n
    d = '\\U0001f40d' * n
    e = a + b
    f = b + c
    g = c + d
    h = f'{a}{d}'
    i = d[2:4]
    return a, b, c, d, e, f, g, h, i
"""),
    ('concat in loop', 30, """def main(n):
    s = ''
    for i in range(n):
        s += chr(97 + i % 26) * 3
    t = ''
    for i in range(n):
        t = t + str(i)
    return s, t
"""),
    ('big ints', 50, """def main(n):
    a = 2 ** n
    b = 3 ** (n * 4)
    c = a * b
    d = b // 12345678901234567890
    e = b % (10 ** 20)
    f = -b
    g = b >> 40
    h = a << 100
    i = a | b
    j = int('9' * 40)
    k = b - 1
    l = abs(-b)
    return a, b, c, d, e, f, g, h, i, j, k, l
"""),
    ('floats', 5, """def main(n):
    values = [i / 7 for i in range(n)]
    total = sum(values)
    scaled = [v * 2.5 for v in values]
    m = max(scaled)
    r = round(total, 3)
    s = total ** 0.5
    t = divmod(total, 0.7)
    return values, total, scaled, m, r, s, t
"""),
    ('sets', 30, """def main(n):
    a = set(range(n))
    b = {i * 3 for i in range(n)}
    c = a & b
    d = a | b
    e = a - b
    f = frozenset(a)
    g = set()
    for i in range(n):
        g.add(i + 1000)
    h = {n, n + 1, n + 2}
    return a, b, c, d, e, f, g, h
"""),
    ('set of strings', 20, """def main(n):
    seen = set()
    for i in range(n):
        seen.add('word' + str(i % 12))
    return seen
"""),
    ('slices and copies', 40, """def main(n):
    a = list(range(n))
    b = a[5:20]
    c = a[::3]
    d = a[:]
    e = a + b
    f = a * 2
    g = a.copy()
    h = tuple(a)
    i = list(h)
    j = sorted(a, key=lambda x: -x)
    k = [*a, *b]
    l = (*b, 1)
    del a[10:]
    a.insert(0, 5)
    return a, b, c, d, e, f, g, h, i, j, k, l
"""),
    ('list growth', 200, """def main(n):
    a = []
    for i in range(n):
        a.append(None)
    b = []
    b.extend(range(n))
    c = [None] * n
    c += [1, 2]
    while len(a) > 10:
        a.pop()
    return a, b, c
"""),
    ('dict growth', 100, """def main(n):
    a = {}
    for i in range(n):
        a[i] = i
    b = {}
    for i in range(n):
        b['key%d' % i] = i
    c = dict(a)
    d = {k: v for k, v in a.items() if v % 2}
    e = a.copy()
    f = dict(x=1, y=2)
    g = {**f}
    h = dict(zip('abc', (1, 2, 3)))
    i = a | {5000: 1}
    j = list(a.items())
    k = list(b)
    l = dict.fromkeys('xyz')
    return a, b, c, d, e, f, g, h, i, j, k, l
"""),
    ('closures', 10, """def main(n):
    def counter(start):
        count = start + 1000
        def step(by=1):
            nonlocal count
            count += by
            return count
        return step
    steps = [counter(i) for i in range(n)]
    results = [step(5) for step in steps]
    return steps, results
"""),
    ('arguments', 10, """def f(a, b=2, *args, c, **kwargs):
    return a, b, args, c, kwargs
def main(n):
    x = f(n, c=1)
    y = f(n, n, n, n, c=n, d=n, e=n)
    args = [1, 2, 3]
    z = f(*args, **{'c': 5, 'k': 7})
    return x, y, z
"""),
    ('recursion', 12, """def fib(n, memo):
    if n in memo:
        return memo[n]
    value = n + 300 if n < 2 else fib(n - 1, memo) + fib(n - 2, memo)
    memo[n] = value
    return value
def main(n):
    memo = {}
    value = fib(n, memo)
    return value, memo
"""),
    ('iterators', 10, """def main(n):
    a = list(range(n))
    b = iter(a)
    c = enumerate(a)
    d = zip(a, a)
    e = map(len, ['abc'])
    f = filter(None, a)
    g = reversed(a)
    h = iter({1: 2})
    i = iter('abc')
    j = iter((1, 2))
    k = iter(range(5))
    l = [next(b), next(c), next(d), next(e), next(f), next(g), next(i)]
    m = range(n, 1000)
    o = slice(n, 500)
    return a, b, c, d, e, f, g, h, i, j, k, l, m, o
"""),
    ('classes', 10, """class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y + 1000
    def moved(self, dx):
        return Point(self.x + dx, self.y)
class Slots:
    __slots__ = ('a', 'b')
    def __init__(self, a):
        self.a = a
def main(n):
    points = [Point(i, i) for i in range(n)]
    other = points[0].moved(5000)
    slots = [Slots(i + 1000) for i in range(n)]
    method = other.moved
    other.z = n
    return points, other, slots, method
"""),
    ('exceptions kept', 3, """def fail(n):
    raise ValueError('number %d' % n)
def main(n):
    errors = []
    for i in range(n):
        try:
            fail(i)
        except ValueError as e:
            errors.append(e.with_traceback(None))
    a = KeyError('x')
    b = IndexError(n)
    return errors, a, b
"""),
    ('exceptions dropped', 30, """def main(n):
    count = 0
    for i in range(n):
        try:
            count += [1][i]
        except IndexError:
            count += 1000
    return [count]
"""),
    ('unpacking', 10, """def main(n):
    pairs = [(i, str(i)) for i in range(n)]
    names = []
    for number, name in pairs:
        names.append(name)
    first, *middle, last = names
    (a, b), c = (n, [n]), {n}
    a, b = b, a
    return pairs, names, first, middle, last, a, b, c
"""),
    ('comprehensions nested', 6, """def main(n):
    table = [[row * col for col in range(n)] for row in range(n)]
    flat = [x for row in table for x in row if x % 2]
    index = {x: [y for y in range(x)] for x in range(n)}
    pairs = [(x, y) for x in range(n) for y in range(x)]
    return table, flat, index, pairs
"""),
    ('conditional lines', 8, """def main(n):
    out = []
    for i in range(n):
        if i % 2 == 0:
            out.append([i])
        elif i % 3 == 0:
            out.append((i, i))
        else:
            out.append({i: i})
    else:
        out.append('done' * n)
    while n > 0:
        n -= 1
        if n == 3:
            break
        out.append(n + 2000)
    return out
"""),
    ('multi line calls', 4, """def build(a, b, c):
    return [a, b, c]
def main(n):
    value = build(
        [n, n],
        (n + 1000,
         n + 2000),
        {
            'a': n + 3000,
            'b': [n],
        },
    )
    text = ('x' * n
            + 'y' * 50)
    total = sum([
        n * 500,
        n * 600,
    ])
    return value, text, total
"""),
    ('with and finally', 4, """class Manager:
    def __enter__(self):
        self.data = [1, 2, 3]
        return self
    def __exit__(self, *args):
        self.args = args
def main(n):
    kept = []
    with Manager() as m:
        kept.append(m)
    try:
        kept.append('t' * n)
    finally:
        kept.append('f' * 30)
    return kept
"""),
    ('global cache', 20, """cache = {}
def lookup(n):
    if n not in cache:
        cache[n] = 'v' * (n + 50)
    return cache[n]
def main(n):
    return [lookup(i) for i in range(n)]
"""),
    ('sorting', 50, """def main(n):
    data = [(i * 7919) % 1000 for i in range(n)]
    a = sorted(data)
    b = sorted(data, key=abs)
    data.sort(reverse=True)
    c = [str(x) for x in data]
    c.sort()
    d = sorted(c, key=len, reverse=True)
    return data, a, b, c, d
"""),
    ('lambda and defaults', 5, """def main(n):
    fs = [lambda x, i=i: x + i for i in range(n)]
    def named(a, b=[1], *, c={}):
        return a
    g = named
    return fs, named, g
"""),
    ('bytes', 20, """def main(n):
    a = ('x' * n).encode()
    b = 'é'.encode('utf-8') 
    return a, b
"""),
    ('f-strings', 7, """def main(n):
    name = 'abc'
    a = f'{name}'
    b = f'{name}!'
    c = f'{n:>10}'
    d = f'{n / 3:.2f} and {name!r}'
    e = f'{n}{n}{n}' * 10
    return a, b, c, d, e
"""),
    ('percent and format', 7, """def main(n):
    a = '%d %s %r' % (n, 'x', 'y')
    b = '{} {}'.format(n, [n])
    c = '{:>20}'.format('x')
    d = '%5.2f' % 3.14159
    e = format(n, '08b')
    f = str([n, n])
    g = repr({'a': n})
    return a, b, c, d, e, f, g
"""),
    ('hanoi', 5, """def hanoi(n, a, b, c, moves):
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves.append((a, b))
        hanoi(n - 1, c, b, a, moves)
def main(n):
    moves = []
    hanoi(n, 'a', 'b', 'c', moves)
    return moves
"""),
    ('sieve', 300, """def main(n):
    flags = [True] * n
    primes = []
    for i in range(2, n):
        if flags[i]:
            primes.append(i)
            for j in range(i * i, n, i):
                flags[j] = False
    return primes
"""),
    ('matrix', 12, """def main(n):
    a = [[float(i * j) for j in range(n)] for i in range(n)]
    b = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            b[i][j] = a[j][i] + 0.5
    return a, b
"""),
    ('word count', 3, """def main(n):
    text = 'the quick brown fox jumps over the lazy dog ' * n
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return counts, order
"""),
    ('queue', 100, """def main(n):
    queue = [(0, 'start')]
    seen = {0}
    out = []
    while queue:
        node, path = queue.pop(0)
        out.append(path)
        for step in (node * 2 + 1, node * 2 + 2):
            if step < n and step not in seen:
                seen.add(step)
                queue.append((step, path + '/' + str(step)))
    return out, seen
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
