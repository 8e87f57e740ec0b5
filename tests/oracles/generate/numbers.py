"""numbers.json: what CPython does with ints and floats.

Hashes, exact divisions, float texts and formats, and the allocator calls of operators (memprobe.py, needs a C
compiler). Everything is seeded: two runs give the same file.
"""
import gc
import math
import random
import struct

import memprobe
from common import write_json

rng = random.Random(20240611)


def interesting_doubles(count):
    """Doubles of every magnitude: short decimals, halves, neighbours of powers, random bits."""
    values = [0.0, -0.0, 1.0, -1.0, 0.1, 1.5, 2.5, 1e16, 1e15, 1e17, 123456789012345680.0, 1e-4, 1e-5, 9.5, 0.5, 1e22, 1e23,
              5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.30000000000000004, 1 / 3, 2 / 3, 1e21, 1e20,
              9007199254740993.0, 4503599627370497.5, 0.125, 0.375, 1e100, 1e-100, 999999.5, 99999.5, 0.000095, 9.995, 1e5,
              float("inf"), float("-inf"), float("nan")]
    while len(values) < count:
        kind = rng.randrange(6)
        if kind == 0:
            x = struct.unpack("<d", rng.getrandbits(64).to_bytes(8, "little"))[0]
            if math.isnan(x):
                continue
        elif kind == 1:
            x = rng.randrange(-10**6, 10**6) / 10**rng.randrange(7)
        elif kind == 2:
            x = rng.randrange(-10**5, 10**5) / 2**rng.randrange(12)
        elif kind == 3:
            x = math.nextafter(10.0**rng.randrange(-30, 30), rng.choice([0.0, math.inf]))
        elif kind == 4:
            x = float(rng.getrandbits(rng.randrange(1, 90)))
        else:
            x = rng.uniform(-1000, 1000)
        values.append(x)
    return values


def text(x):
    """A double as JSON text that JavaScript's Number() reads."""
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(repr(x), repr(x))


def big(bits):
    value = rng.getrandbits(rng.randrange(1, bits + 1))
    return rng.choice([1, -1]) * (value if rng.randrange(3) else value | 1 << bits)


# ---- hashes
ints = [0, 1, -1, -2, 2**30, -2**30, 2**31 - 1, 2**60, 2**61 - 2, 2**61 - 1, 2**61, 2**61 + 1, -(2**61 - 1), -(2**61), 2**122 - 1,
        2**63, 2**64, 10**30, -10**30, 2**89 - 1, 2**1000 - 1]
ints += [big(b) for b in (59, 60, 61, 62, 90, 120, 200, 1000) for _ in range(20)]
int_hash = [[str(i), str(hash(i))] for i in ints]
float_hash = [[text(x), str(hash(x))] for x in interesting_doubles(300) if not math.isnan(x)]

# ---- true division
pairs = []
while len(pairs) < 600:
    kind = rng.randrange(5)
    if kind == 0:
        a, b = big(60), big(60)
    elif kind == 1:
        a, b = big(1200), big(rng.choice([30, 200, 1100, 1200]))
    elif kind == 2:  # subnormal quotients
        a, b = big(100), big(rng.choice([1100, 1150, 1170, 1190]))
    elif kind == 3:  # ties
        b = big(80) | 1
        a = b * (2**53 + rng.randrange(2**20)) * 2 + b + rng.choice([-1, 0, 1])
    else:
        a, b = rng.choice([0, 1, -7, 2**53 + 1, 2**1023]), rng.choice([1, -1, 3, -5, 2**53 + 1])
    try:
        pairs.append([str(a), str(b), text(a / b)])
    except (ZeroDivisionError, OverflowError):
        pass

# ---- comparison of floats and ints
comparisons = []
for x in interesting_doubles(400):
    near = int(x) if math.isfinite(x) else 10**400
    for n in (near, near + rng.choice([-1, 1]), -near):
        comparisons.append([text(x), str(n), [x < n, x <= n, x == n, x != n, x > n, x >= n]])

# ---- float texts
float_repr = [[text(x), repr(x)] for x in interesting_doubles(1300)]
SPECS = ["", "e", "f", "g", ".0f", ".1f", ".2f", ".3f", ".5f", ".10f", ".25f", ".0e", ".1e", ".3e", ".17e", ".30e", ".0g", ".1g", ".2g",
         ".4g", ".12g", ".17g", ".40g", "#g", "#.0f", "#.0e", "#.3g", "#.0g", ".3", ".1", ".0", ".15", ".17", "%", ".1%", ".0%", "E", "F", "G", "+", "+.2f",
         " .1f", "10.2f", "<10.1f", "^12", "*^15.3e", "010.2f", "=+12.1f", ",", ",.2f", "_.3f", "020,.1f", "025_.2f", "z.1f", "z", "+z.0f", "n", ".3n",
         "012", "^020.3e", ".120f", ".110e", ".150g", "015,", "8,", "x>3"]
float_format = []
for x in interesting_doubles(260):
    for spec in rng.sample(SPECS, 14):
        float_format.append([text(x), spec, format(x, spec)])

int_format = []
INT_SPECS = ["", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "+d", " d", "-d", "10d", "<10", "^10", ">10", "=10", "010", "+010d", "*^12x", "#010x", "#012b",
             ",", "_", "_b", "_x", "_o", "#_x", "012,", "013,", "014,d", "020_x", "#020_b", "+,d", "e", ".2e", "f", ".1f", "g", ".3g", "%", "n", "5,", "=+12,", "<08", "^#12x", "\u00e9^9", "\u0416<9d", "_d",
             "c", "5c", "<3c", "^7c"]
for n in [0, 1, -1, 5, -5, 9, 10, 65, 97, 255, 256, 999, 1000, -1000, 1234567, -1234567, 999999999, 1000000000, 2**30, 2**31 - 1, 2**53, 10**15, -10**20, 2**100, 8364, 0x1F600, 233]:
    for spec in INT_SPECS:
        try:
            int_format.append([str(n), spec, format(n, spec)])
        except (OverflowError, ValueError):
            pass

float_round = []
for x in interesting_doubles(300):
    if not math.isfinite(x):
        continue
    for n in rng.sample([0, 1, 2, 3, 5, 8, 15, 17, 20, 22, 23, 30, 300, 330, -1, -2, -3, -5, -10, -20, -300, -310], 7):
        try:
            float_round.append([text(x), n, text(round(x, n))])
        except OverflowError:
            float_round.append([text(x), n, "OverflowError"])
float_hex = [[text(x), x.hex()] for x in interesting_doubles(200)]

float_divmod = []
specials = [0.0, -0.0, 1.0, -1.0, 1.5, -2.5, 1e308, 5e-324, math.inf, -math.inf, math.nan, 7.0, -7.0, 0.1, 0.3]
for a in specials + [rng.uniform(-100, 100) for _ in range(10)]:
    for b in specials[2:] + [rng.uniform(-10, 10) for _ in range(5)]:
        float_divmod.append([text(a), text(b), [text(v) for v in divmod(a, b)]])
float_power = []
for a in [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, 10.0, math.inf, -math.inf, math.nan, -8.0]:
    for b in [0.0, -0.0, 1.0, -1.0, 2.0, 3.0, -3.0, 0.5, 1e300, 1024.0, -1075.0, math.inf, -math.inf, math.nan]:
        try:
            z = a**b
        except (ZeroDivisionError, OverflowError) as error:
            z = type(error).__name__
        if not isinstance(z, complex):
            float_power.append([text(a), text(b), z if isinstance(z, str) else text(z)])

FROM_TEXT = ["1", "1.5", "-1.5", "+1.5", " 1.5 ", "\n1.5\t", ".5", "5.", ".", "", " ", "1e5", "1E5", "1e+5", "1e-5", "1e", "1e+", "e5", "1_000.5_0", "1__0", "_1",
             "1_", "1_.5", "1._5", "1e_5", "1e5_0", "inf", "-inf", "+Infinity", "INFINITY", "infinit", "nan", "-nan", "NaN", "nan(1)", "0x10", "1.5f", "1 5",
             "\u0661.\u0665", "\u20031.5\u2003", "1\u00e9", "1,5", "1e400", "-1e400", "1e-400", "5e-324", "2e-324", "3e-324", "0" * 400 + "1", "1" * 400, "0." + "0" * 400 + "1",
             "9007199254740993", "9007199254740993.0000000000000000000000000000001", "179769313486231580793728971405301e276", "1e99999999999", "1e-99999999999", "0e99999999999",
             "123456789012345678901234567890.123456789012345678901234567890", "1\0", "--1", "+-1", "1e1.5", "i_n_f", "\ud800"]
float_text = []
for s in FROM_TEXT:
    try:
        float_text.append([s, text(float(s))])
    except ValueError as error:
        float_text.append([s, None])
HEX_TEXT = ["0x1.8p3", "1.8", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x.8p1", "0x8.p-1", "-0x1.fffffffffffffp1023", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023",
            "inf", "-nan", "0x", "x1", "0x1.8q", " 0x1 ", "0x1p", "0x1p+", "0X1P+4", "0x1.00000000000008p0", "0x1.00000000000018p0", "0x1.000000000000080001p0", "0x1p5000", "0x0p5000", "0x1p-5000", "", "1_0",
            "0x0.0000000000000000000001p90", "0x123456789abcdef123456789p-50", "+0x1.5", "nan0", "0xap0", "0x1p99999999999999999999", "0x1p-99999999999999999999", "0x0.8p-1074", "0x1.1p-1074", "0x1.8p-1074"]
from_hex = []
for s in HEX_TEXT:
    try:
        from_hex.append([s, text(float.fromhex(s))])
    except (ValueError, OverflowError) as error:
        from_hex.append([s, type(error).__name__])


# ---- allocator calls
PROBE = memprobe.load()


def requests(expression, **names):
    """[size of each block made, -k where the k-th of them is freed] of one expression in the object domain."""
    scope = dict(names, start=PROBE.start, stop=PROBE.stop)
    exec("def f():\n    a = A; b = B\n    start()\n    x = %s\n    stop()\n    return x\n" % expression, scope)
    for _ in range(4):
        scope["f"]()
    PROBE.events()
    gc.collect()
    kept = scope["f"]()
    blocks, calls, made = {}, [], 0
    for domain, op, size, p, old in PROBE.events():
        if domain != "o":
            continue
        if op == "malloc":
            calls.append(size)
            made += 1
            blocks[p] = made
        elif op == "free" and old in blocks:
            calls.append(-blocks.pop(old))
        elif op == "realloc":
            raise SystemExit("realloc in " + expression)
    del kept
    return calls


OPERATIONS = []
SAMPLES = [7, -3, 1000, -70000, 2**29, 2**30 - 1, 2**40, -2**40 + 1, 2**62, 10**20, 10**40, -10**40, 10**20 + 1, -10**20 - 1, 3]
for operator in ["+", "-", "*", "//", "%", "&", "|", "^", "/"]:
    for _ in range(45):
        OPERATIONS.append([operator, rng.choice(SAMPLES), rng.choice(SAMPLES)])
    OPERATIONS.append([operator, 10**40, 10**40])
for a, b in [(1000, 3), (2, 65), (3, 100), (-3, 100), (2**40, 100), (1000, 1), (1000, 0), (7, 2**7), (5, 31), (-1, 10**20), (1, 2**240 + 3)]:
    OPERATIONS.append(["**", a, b])
for a in SAMPLES:
    for b in (0, 3, 10, 30, 60, 100, 120, 300):
        OPERATIONS.append(["<<", a, b])
        OPERATIONS.append([">>", a, b])
for a, b in [(2**2200 - 5, 2**2300 + 3), (2**2200 + 1, 2**2200 + 1), (2**4300 - 3, 2**4300 - 3), (2**2200 + 7, 2**9300 + 5), (2**2200, 2**2300)]:
    OPERATIONS.append(["*", a, b])
for a in SAMPLES + [2**3000, 10**400]:
    for name in ("neg", "inv", "str", "hex", "bin"):
        OPERATIONS.append([name, a, 0])
EXPRESSIONS = {"neg": "-a", "inv": "~a", "str": "a.__repr__()", "hex": "hex(a)", "bin": "bin(a)"}
request_rows = []
for name, a, b in OPERATIONS:
    expression = EXPRESSIONS.get(name, "a %s %s" % (name, "a" if a == b else "b"))
    calls = requests(expression, A=a, B=b)
    if name == "str":
        # The bound method that the attribute makes, freed last.
        assert calls[0] == 64 + 8 or calls[0] == 48, calls
        calls = [c if c > 0 else c + 1 for c in calls[1:] if c != -1]
    request_rows.append([name, str(a), str(b), calls])

read_rows = []
for s, base in [("1" * 40, 10), ("1" * 400, 10), ("-1000", 10), ("1000", 10), (" 1_000_000_000_000 ", 10), ("ffff", 16), ("f" * 40, 16), ("0x" + "f" * 40, 0), ("6" * 40, 7),
                ("7" * 11, 8), ("1" * 31, 2), ("5", 10), ("z" * 50, 36), ("9" * 9, 10), ("9" * 10, 10), ("9" * 18, 10), ("9" * 19, 10), ("0", 10), ("-5", 10)]:
    calls = requests("int(a, b)", A=s, B=base)
    assert calls[0] == 56, calls  # the tuple of the call's arguments
    read_rows.append([s, base, [c if c > 0 else c + 1 for c in calls[1:] if c != -1]])

write_json("numbers.json", {
    "int_hash": int_hash, "float_hash": float_hash, "true_divide": pairs, "comparisons": comparisons,
    "float_repr": float_repr, "float_format": float_format, "int_format": int_format, "float_round": float_round, "float_hex": float_hex,
    "float_divmod": float_divmod, "float_power": float_power, "float_text": float_text, "from_hex": from_hex,
    "about_requests": "sizes asked for, in order; -k: the k-th of these blocks is freed",
    "requests": request_rows, "read_requests": read_rows,
}, __file__)
