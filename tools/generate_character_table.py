"""Writes runtime/syntax/character_table.ts: which characters identifiers can have, and which are printable.

    python3 tools/generate_character_table.py > runtime/syntax/character_table.ts

Unicode 14.0, as str.isidentifier and str.isprintable of CPython 3.11 answer. The tokenizer has a table of its own since
syntax imports nothing of the runtime.
"""
import unicodedata

assert unicodedata.unidata_version == "14.0.0", unicodedata.unidata_version
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 100


def base36(n):
    text = ""
    while True:
        n, rest = divmod(n, 36)
        text = DIGITS[rest] + text
        if n == 0:
            return text


def changes(has):
    """Distances between the code points at which `has` changes; it begins as false."""
    distances, before, last = [], False, 0
    for code in range(0x110000):
        now = has(chr(code))
        if now != before:
            distances.append(code - last)
            before, last = now, code
    return distances


print("""/**
 * Which characters an identifier can begin and go on with, and which are printable: Unicode 14.0, as CPython 3.11 has
 * it. Made by tools/generate_character_table.py, not to be edited; characters.ts decodes it.
 *
 * Each table is the distances, in base 36, from one code point at which the answer changes to the next. The answer for
 * U+0000 is no.
 */""")
for name, about, has in [
    ("IDENTIFIER_STARTS", "What begins an identifier, `_` included.", str.isidentifier),
    ("IDENTIFIER_PARTS", "What an identifier goes on with.", lambda c: ("a" + c).isidentifier()),
    ("PRINTABLES", "What repr() shows as it is.", str.isprintable),
]:
    text = " ".join(map(base36, changes(has)))
    lines = [text[i : i + WIDTH] for i in range(0, len(text), WIDTH)]
    print(f"\n/** {about} */\nexport const {name} =")
    print(" +\n".join(f'  "{line}"' for line in lines) + ";")
