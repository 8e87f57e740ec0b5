"""What CPython 3.11's str methods say of every code point, as one number per method.

    python3 tests/oracles/generate/unicode_properties.py > tests/oracles/unicode_properties.json

The number is the hash h = h * 31 + code of the characters of all answers, one after the other, modulo 2**32: "1" or "0"
for a property, the code points of the result separated by commas for a mapping, the value or -1 for a digit.
"""
import json
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0"


def digest(answer):
    h = 0
    for code in range(0x110000):
        for c in answer(chr(code)):
            h = (h * 31 + ord(c)) & 0xFFFFFFFF
    return h


def flag(method):
    return lambda c: str(int(getattr(c, method)()))


def mapping(method):
    return lambda c: ",".join(str(ord(x)) for x in getattr(c, method)())


result = {"generated_by": "CPython 3.11, Unicode 14.0.0", "generator": "generate/unicode_properties.py"}
for name in ["isalpha", "isdecimal", "isdigit", "isnumeric", "isalnum", "islower", "isupper", "isspace", "isprintable", "isidentifier"]:
    result[name] = digest(flag(name))
for name in ["lower", "upper", "title", "casefold"]:
    result[name] = digest(mapping(name))
result["identifier_continue"] = digest(lambda c: str(int(("a" + c).isidentifier())))
result["line_break"] = digest(lambda c: str(len(("a" + c + "b").splitlines()) - 1))
result["decimal"] = digest(lambda c: str(unicodedata.decimal(c, -1)))


def digest_names():
    """Sum over all names of their own hash times the code point, modulo 2**32, and how many there are.

    Names by rule (ideographs, Hangul) are left out.
    """
    total = count = 0
    for code in range(0x110000):
        name = unicodedata.name(chr(code), "")
        if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            total += digest_text(name) * (code + 1)
            count += 1
    return total & 0xFFFFFFFF, count


def digest_text(text):
    h = 0
    for c in text:
        h = (h * 31 + ord(c)) & 0xFFFFFFFF
    return h


result["names"], result["name_count"] = digest_names()
# Every 97th syllable and ideograph, whose names follow rules.
result["names_by_rule"] = [
    [code, unicodedata.name(chr(code))]
    for code in range(0, 0x110000, 97)
    if unicodedata.name(chr(code), "").startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE "))
][::8]
rows = json.dumps(result.pop("names_by_rule"), separators=(",", ":"))
print(json.dumps(result, indent=1)[:-2] + f',\n "names_by_rule": {rows}\n}}')
