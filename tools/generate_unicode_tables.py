"""Writes runtime/objects/unicode_tables.ts: what CPython 3.11 knows of each code point (Unicode 14.0).

    python3 tools/generate_unicode_tables.py > runtime/objects/unicode_tables.ts

Every property is asked of str's own methods, so the tables are what those methods answer.
"""
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", unicodedata.unidata_version
LIMIT = 0x110000
PAGE = 128
FLAGS = ["ALPHA", "LOWER", "UPPER", "TITLE", "SPACE", "LINE_BREAK", "PRINTABLE", "XID_START", "XID_CONTINUE",
         "NUMERIC", "DIGIT", "DECIMAL", "CASE_IGNORABLE", "CASED", "MAPPED"]
SIGMA, FINAL = "\u03a3", "\u03c2"


def ends_with_final_sigma(text):
    return text.lower().endswith(FINAL)


def flags_of(code):
    c = chr(code)
    alone, after = ends_with_final_sigma(c + SIGMA), ends_with_final_sigma("A" + c + SIGMA)
    lower, upper, title, fold = c.lower(), c.upper(), c.title(), c.casefold()
    bits = [
        c.isalpha(), c.islower(), c.isupper(), unicodedata.category(c) == "Lt", c.isspace(),
        len(("a" + c + "b").splitlines()) == 2, c.isprintable(), c.isidentifier(), ("a" + c).isidentifier(),
        c.isnumeric(), c.isdigit(), c.isdecimal(), after and not alone, (c + "A").title().endswith("a"),
        (lower, upper, title, fold) != (c, c, c, c),
    ]
    return sum(1 << i for i, bit in enumerate(bits) if bit)


flags = [flags_of(code) for code in range(LIMIT)]

# Pages of 128 code points; equal pages are stored once.
pages, index, numbers = [], [], {}
for start in range(0, LIMIT, PAGE):
    page = tuple(flags[start : start + PAGE])
    if page not in numbers:
        numbers[page] = len(pages)
        pages.append(page)
    index.append(numbers[page])


def runs(values):
    out = []
    for value in values:
        if out and out[-1][1] == value:
            out[-1][0] += 1
        else:
            out.append([1, value])
    return out


def base36(n):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n < 0:
        return "-" + base36(-n)
    text = ""
    while True:
        n, rest = divmod(n, 36)
        text = digits[rest] + text
        if n == 0:
            return text


def join_runs(values):
    return " ".join(base36(v) if n == 1 else f"{base36(v)}*{base36(n)}" for n, v in runs(values))


def simple_ranges(mapping):
    """Code point -> code point as [first, count, step, delta], step 1 or 2."""
    ranges = []
    for code in sorted(mapping):
        delta = mapping[code] - code
        if ranges:
            first, count, step, old = last = ranges[-1]
            gap = code - (first + (count - 1) * step)
            if delta == old and (gap == step or (count == 1 and gap in (1, 2))):
                last[1], last[2] = count + 1, gap
                continue
        ranges.append([code, 1, 1, delta])
    return ranges


def mapping_of(convert):
    simple, full = {}, {}
    for code in range(LIMIT):
        result = convert(chr(code))
        if len(result) > 1:
            full[code] = [ord(c) for c in result]
        elif ord(result) != code:
            simple[code] = ord(result)
    return simple_ranges(simple), full


def emit(name, about, text, width=108):
    print(f"\n/** {about} */")
    print(f"export const {name} =")
    parts = [text[i : i + width - 8] for i in range(0, len(text), width - 8)] or [""]
    for i, part in enumerate(parts):
        print(f'  "{part}"' + (";" if i == len(parts) - 1 else " +"))


print("""/**
 * What Unicode 14.0 says of each code point, as CPython 3.11's str methods answer. Made by
 * tools/generate_unicode_tables.py, not to be edited; unicode_properties.ts decodes and explains it.
 *
 * Numbers are in base 36. `value*count` stands for a value repeated.
 */

/** Bits of a code point's flags. */""")
for i, name in enumerate(FLAGS):
    print(f"export const {name} = 1 << {i};")
print(f"\n/** Code points per page. */\nexport const PAGE_SIZE = {PAGE};")
emit("PAGE_INDEX", "The page's number for every 128 code points.", join_runs(index))
emit("PAGES", "The flags of the pages' code points, page after page.", join_runs([f for p in pages for f in p]))
zeros = [c for c in range(LIMIT) if unicodedata.decimal(chr(c), None) == 0]
assert all(unicodedata.decimal(chr(z + i)) == i for z in zeros for i in range(10))
assert sum(1 for c in range(LIMIT) if chr(c).isdecimal()) == 10 * len(zeros)
emit("DECIMAL_ZEROS", "Code points of the digits zero; those for one to nine follow each.", " ".join(map(base36, zeros)))
for name, about, convert in [
    ("LOWER_RANGES", "Lower case", str.lower), ("UPPER_RANGES", "Upper case", str.upper),
    ("TITLE_RANGES", "Title case", str.title), ("FOLD_RANGES", "Case folding", str.casefold),
]:
    simple, full = mapping_of(convert)
    emit(name, f"{about}: first, count, step, difference of each run of code points that change.",
         " ".join(base36(n) for r in simple for n in r))
    emit(name.replace("RANGES", "SPECIAL"), f"{about}: code point and the two or three that it becomes.",
         " ".join(base36(c) + ":" + ",".join(map(base36, to)) for c, to in sorted(full.items())))
