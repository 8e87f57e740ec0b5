"""Writes runtime/syntax/unicode_name_table.ts: the names of characters for \\N{...}, from CPython 3.11's unicodedata.

The names of unified ideographs and Hangul syllables follow rules and are not in the table. The aliases are read
through the C interface of unicodedata, since nothing else lists them.

    python3 tools/generate_unicode_names.py
"""
import ctypes
import os
import unicodedata

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "runtime", "syntax", "unicode_name_table.ts")

# One character for each length of a prefix that a name shares with the one before it.
PREFIX_LENGTHS = "abcdefghijklmnopqrstuvwxyz#%&()*+,./:;<=>?@[]^_{|}"
PLACE = "~"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDTH = 110


def named_characters():
    for code in range(0x110000):
        name = unicodedata.name(chr(code), "")
        if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            yield name, code


def ideograph_ranges():
    ranges = []
    for code in range(0x110000):
        if unicodedata.name(chr(code), "").startswith("CJK UNIFIED IDEOGRAPH-"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return ranges


def aliases():
    """The aliases, which unicodedata keeps at private code points, with the characters they name."""
    api = ctypes.pythonapi
    api.PyCapsule_GetPointer.restype = ctypes.c_void_p
    api.PyCapsule_GetPointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
    capsule = api.PyCapsule_GetPointer(unicodedata._ucnhash_CAPI, b"unicodedata._ucnhash_CAPI")
    functions = ctypes.cast(capsule, ctypes.POINTER(ctypes.c_void_p))
    get_name = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int)(functions[0])
    for code in range(0xF0000, 0xF0400):
        buffer = ctypes.create_string_buffer(300)
        if not get_name(code, buffer, len(buffer), 1):
            continue
        name = buffer.value.decode()
        character = unicodedata.lookup(name)
        if len(character) == 1:  # otherwise it names a sequence, which \N{...} does not accept
            yield name, ord(character)


def base36(number):
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


def encode(entries):
    """Names in the order given, each as [code point] prefix-length rest; without a code point it is the next one."""
    pieces = []
    before, last = "", -1
    for name, code in entries:
        assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -"), name
        shared = min(len(os.path.commonprefix([before, name])), len(PREFIX_LENGTHS) - 1)
        place = "" if code == last + 1 else PLACE + base36(code)
        pieces.append(place + PREFIX_LENGTHS[shared] + name[shared:])
        before, last = name, code
    return "".join(pieces)


def main():
    names = list(named_characters())
    others = sorted(aliases(), key=lambda entry: (entry[1], entry[0]))
    with open(OUT, "w", encoding="ascii") as f:
        f.write(HEADER % unicodedata.unidata_version)
        f.write('export const PREFIX_LENGTHS = "%s";\n\n' % PREFIX_LENGTHS)
        f.write("/** Before a code point, in base 36. */\n")
        f.write('export const PLACE = "%s";\n\n' % PLACE)
        f.write("/** First and last code point of each range of unified ideographs, in base 16. */\n")
        f.write('export const IDEOGRAPHS =\n  "%s";\n\n' % " ".join("%x-%x" % tuple(r) for r in ideograph_ranges()))
        f.write("/** The names of characters. */\nexport const NAMES = `\n%s\n`;\n\n" % wrap(encode(names)))
        f.write("/** The other names that characters have. */\nexport const ALIASES = `\n%s\n`;\n" % wrap(encode(others)))
    print(len(names), "names,", len(others), "aliases,", os.path.getsize(OUT), "bytes")


def wrap(text):
    # A line must not end or begin with a space, which a formatter might take away.
    lines, start = [], 0
    while start < len(text):
        end = min(start + WIDTH, len(text))
        while end < len(text) and (text[end - 1] == " " or text[end] == " "):
            end -= 1
        lines.append(text[start:end])
        start = end
    return "\n".join(lines)


HEADER = '''/**
 * The names of the characters of Unicode %s. Made by tools/generate_unicode_names.py, not to be edited;
 * unicode_names.ts decodes and explains it.
 */

/** The characters that stand for the lengths 0, 1, 2 ... of a prefix shared with the name before. */
'''

main()
