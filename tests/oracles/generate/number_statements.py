"""number_statements.json: the allocator calls of statements about numbers, in the rows of block_deltas.json.

Measured by block_deltas.py's own means (needs a C compiler): in a function that ran 30 times before, cold = free lists
just emptied, warm = directly after an earlier run.
"""
import gc

import block_deltas
from common import write_json
from memprobe import load, tidy

STATEMENTS = [
    ("x = y ** 2", "y = 1000"), ("x = y ** 1", "y = 1000"), ("x = y ** 0", "y = 1000"), ("x = y ** 100", "y = -3"), ("x = y ** 100", "y = 2**40"),
    ("x = y ** -2", "y = 10**30"), ("x = pow(y, 100, 7)", "y = 3"), ("x = pow(y, 100, 1007)", "y = 3"), ("x = pow(y, 100, -1007)", "y = 3"),
    ("x = pow(y, -3, 1000007)", "y = 5000"), ("x = pow(y, 10**20, 10**30 + 7)", "y = 5"), ("x = pow(y, 3, 10**30 + 7)", "y = -10**20"),
    ("x = divmod(y, 7)", "y = 1000000"), ("x = divmod(y, 7000)", "y = 10**40"), ("x = divmod(y, -10**20 - 1)", "y = 10**40"), ("x = divmod(y, 2)", "y = 1.5"),
    ("x = y // -3", "y = 70000"), ("x = y % -3000", "y = 70000"), ("x = y // -10**40", "y = 5"), ("x = +y", "y = 10**40"), ("x = ~y", "y = 1000"),
    ("x = abs(y)", "y = -10**40"), ("x = abs(y)", "y = 10**40"), ("x = abs(y)", "y = -1.5"), ("x = -y", "y = 1.5"), ("x = +y", "y = 1.5"),
    ("x = y << 0", "y = 1000"), ("x = y >> 0", "y = 1000"), ("x = True + True + y", "y = 1000"), ("x = True & y", "y = 1000"), ("x = -y", "y = True"),
    ("x = int(y)", "y = 1.5"), ("x = int(y)", "y = 1234.5"), ("x = int(y)", "y = 1e12"), ("x = int(y)", "y = 1e300"), ("x = int(y)", "y = True"), ("x = int()", "y = 5"),
    ("x = int(y, 16)", "y = 'ffff'"), ("x = int(y, 0)", "y = '0x' + 'f' * 40"), ("x = int(y)", "y = '-1'"), ("x = int(y)", "y = '1' * 400"),
    ("x = float(y)", "y = '1.5'"), ("x = float(y)", "y = 10**40"), ("x = float(y)", "y = 1.5"), ("x = bool(y)", "y = 5"), ("x = bool(y)", "y = 0.0"),
    ("x = y + 1", "y = 1.5"), ("x = 1 - y", "y = 1.5"), ("x = y == 1", "y = 1.5"), ("x = y < 2", "y = 1.5"), ("x = y // 2", "y = 1.5"), ("x = y % 2", "y = 1.5"), ("x = y ** 2", "y = 1.5"),
    ("x = round(y)", "y = 1.5"), ("x = round(y)", "y = 12345.5"), ("x = round(y)", "y = 1e20"), ("x = round(y, 1)", "y = 12345.55"), ("x = round(y, 0)", "y = 12345"), ("x = round(y)", "y = 12345"),
    ("x = y.bit_length()", "y = 2**600"), ("x = y.bit_count()", "y = 2**600 - 1"), ("x = y.as_integer_ratio()", "y = 11000"), ("x = y.conjugate()", "y = 10**40"),
    ("x = y.as_integer_ratio()", "y = 1.1"), ("x = y.as_integer_ratio()", "y = 0.25"), ("x = y.is_integer()", "y = 1.1"), ("x = y.real", "y = 1.5"), ("x = y.imag", "y = 1.5"), ("x = y.imag", "y = 5"),
    ("x = y.__floor__()", "y = 1000.5"), ("x = y.__ceil__()", "y = 1.5"), ("x = y.__trunc__()", "y = 1000.5"), ("x = y.__round__()", "y = 1.5"), ("x = y.__sizeof__()", "y = 10**40"),
    ("x = hex(y)", "y = 10**40"), ("x = oct(y)", "y = 12345"), ("x = bin(y)", "y = -10**5"), ("x = repr(y)", "y = 1.5"), ("x = repr(y)", "y = 12345"), ("x = str(y)", "y = True"), ("x = str(y)", "y = 10**400"), ("x = str(y)", "y = -12345"),
    ("x = y.__format__('d')", "y = 10"), ("x = y.__format__('10d')", "y = 12345"), ("x = y.__format__(',')", "y = 1234567"), ("x = y.__format__('x')", "y = 12345"), ("x = y.__format__('_b')", "y = 12345"), ("x = y.__format__('+')", "y = 5"), ("x = y.__format__('e')", "y = 1234"), ("x = y.__format__('.2f')", "y = 123456"),
    ("x = y.__format__('.2f')", "y = 1.5"), ("x = f'{y}'", "y = 12345"), ("x = y.__format__('>10')", "y = 1.5"), ("x = y.__format__('10.3e')", "y = .5"), ("x = y.__format__('%')", "y = .5"), ("x = format(y, 'x')", "y = 12345"),
    ("x = '%.3f' % y", "y = 1.5"), ("x = '%5d' % y", "y = 15"), ("x = hash(y)", "y = 12345"), ("x = hash(y)", "y = 1.5"), ("x = hash(y)", "y = 10**40"),
    ("x = 0\nfor i in range(300, 303): x += i", "y = 0"), ("x = 0.0\nfor i in range(3): x += i * 0.5", "y = 0"), ("x = max(y, 1001)", "y = 1000"),
]


def main():
    probe = load()
    rows = []
    for statement, pre in STATEMENTS:
        case = {"statement": statement, "pre": pre, "setup": ""}
        f = block_deltas.make(case, "start()", "stop()")
        for _ in range(30):
            f(probe.start, probe.stop)
            probe.events()
        gc.collect()
        f(probe.start, probe.stop)
        cold = tidy(probe.events())
        gc.collect()
        f(probe.start, probe.stop)
        f(probe.start, probe.stop)
        warm = tidy(probe.events())
        row = {"statement": statement, "pre": pre, "events_cold": cold}
        if warm != cold:
            row["events_warm"] = warm
        rows.append(row)
    write_json("number_statements.json", {"rows": rows}, __file__)


if __name__ == "__main__":
    main()
