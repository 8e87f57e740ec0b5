"""What CPython 3.11 says about the bytes of str: hashes under PYTHONHASHSEED=0, sizes and the layout of each form.

    PYTHONHASHSEED=0 python3 tests/oracles/generate/str_core.py > tests/oracles/str_core.json
"""
import ctypes
import json
import random
import sys

assert sys.version_info[:2] == (3, 11) and sys.flags.hash_randomization == 0
random.seed(11)


def sample(count, alphabets):
    texts = []
    for i in range(count):
        alphabet = alphabets[i % len(alphabets)]
        texts.append("".join(random.choice(alphabet) for _ in range(i % 27)))
    return texts


ALPHABETS = ["abcxyz_09 ", "aé\x80\xff", "aЖ\u0100\uffff", "a\U0001f600\U00010000\U0010ffff"]
FIXED = ["", "a", "b", "abc", "spam", "hello world", "é", "Ж", "\U0001f600", "\x00", "\x00" * 9, "x" * 300, "\ud800"]


def dump(text):
    """The bytes behind the object's head, hexadecimal, without the hash."""
    address = id(text)
    head = 48 if text.isascii() else 72
    size = sys.getsizeof(text)
    raw = bytearray(ctypes.string_at(address, size))
    pointer = int.from_bytes(raw[40:48], "little")
    assert pointer in (0, address + head)
    raw[40:48] = (1 if pointer else 0).to_bytes(8, "little")  # 1 stands for its own characters
    return [raw[16:24].hex(), raw[32:33].hex(), raw[40:].hex()]


def fresh(text):
    """The same text as an object that nobody has hashed or interned."""
    return "".join([text[:1], text[1:]])


rows = []
for text in FIXED + sample(108, ALPHABETS):
    made = fresh(text)
    row = [text, sys.getsizeof(made)]
    row.append(dump(made) if len(text) > 1 else None)
    row.append(str(hash(text)))
    rows.append(row)

pairs = []
texts = FIXED + sample(48, ALPHABETS)
for _ in range(150):
    a, b = random.choice(texts), random.choice(texts)
    if random.random() < 0.4:
        b = a[: random.randrange(len(a) + 1)] + random.choice(texts)
    pairs.append([a, b, (a > b) - (a < b)])

json.dump(
    {
        "generated_by": "CPython 3.11, PYTHONHASHSEED=0",
        "generator": "generate/str_core.py",
        "strings_about": "[text, sys.getsizeof, [length, state byte, the rest from wstr on] in hex or null, hash]",
        "strings": rows,
        "order_about": "[text, text, -1 | 0 | 1]",
        "order": pairs,
    },
    sys.stdout,
    separators=(",", ":"),
)
print()
