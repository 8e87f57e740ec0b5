"""syntax_errors.json: what CPython's parser says about the mistakes of syntax_sources.py, and the warnings of literals.

An error is [source, class, message, lineno, offset, end_lineno, end_offset, text]; a source that turns out to be
valid is [source]. Sources given as bytes are {"bytes": hexadecimal}. Only what `ast.parse` rejects is an error here:
the symbol table and the compiler have their own.
"""
import json
import os
import unicodedata
import warnings

from common import OUT, GENERATED_BY
from syntax_sources import MISTAKES, VALID, mixtures

ONLY_AST = 0x400

ENCODINGS = [
    b"x = 1", b"\xef\xbb\xbfx = 1", b"\xef\xbb\xbfx = 1 1", b"# coding: latin-1\nx = '\xe9'", b"# coding: latin-1\n\xe9 = 1 1", b"#!a\n# -*- coding: iso-8859-1 -*-\n'\xff' 1",
    b"# coding: utf-8\n'\xc3\xa9' 1", b"# coding: foo\n", b"\n# coding: foo\n", b"x = 1\n# coding: foo\n", b"# vim: set fileencoding=foo :\n", b"\xef\xbb\xbf# coding: latin-1\n", b"\xef\xbb\xbf# coding: utf-8\nx 1",
    b"# coding: ascii\n'\xff'", b"# coding: ascii\nx 1", b"# coding: utf8\nx 1", b"# coding: UTF_8\nx 1", b"\xff", b"x = '\xff'", b"x = 'a\xe2\x82'", b"x = 'a\xe2('", b"x = b'\xff'", b"x\xff = 1", b"# \xff\nx = 1", b"x = '\\n\xff'",
    b"x = f'a\xff{b}'", b"x = r'\xff'", b"x 1 \xff", b"\xc3\xa9 = 1 1", b"\xc3\xa9 = (1 1)", b"x = '\xc3\xa9' 1", b"# coding: utf-8\n\xc3\xa9 = (1 1)", b"a\x00b", b"\x00", b"\xed\xa0\x80", b"'\xed\xa0\x80'", b"\xf4\x90\x80\x80", b"'\xf0\x9f\x98\x80' 1",
    b"# coding: latin-1\r\nx = '\xe9' 1\r\n", b"#coding:latin1\n\xe9 1",
]
PAIRS = [
    "\ud800", "'\udc80'", "x\ud83d", "a\0b", "\0", "# \0\n",
]
WARNED = [
    "'\\d'", "'a' '\\d' '\\e'", "'\\d\\e'", "b'\\d'", "'\\400'", "b'\\777'", "f'\\d{x}\\e'", "f'\\{x}'", "'''a\n\\d'''", "x = '\\d'\ny = '\\é'", "1if x else 2", "0x1for x in y", "[0o7or 1, 0b1and 2]", "1_0in x", "1.5is x", "1jif x else y", "1not in x",
    "r'\\d' '\\n\\\\'", "f'{\"a\"}\\d'", "with ('\\d'): x", "with ('\\d', *a): x", "f'{1if x else 2}'", "match x:\n  case '\\d': y",
]


def named():
    """Names for \\N{...}, known and unknown, with the character or null."""
    names = [unicodedata.name(chr(code), "") for code in range(0, 0x110000, 97)]
    names = [name for name in names if name][::7] + [name.lower() for name in names if name][::29]
    names += ["NULL", "NUL", "bell", "ALERT", "LF", "END OF LINE", "LATIN CAPITAL LETTER GHA", "ZWJ", "VS17", "BYTE ORDER MARK",
              "HANGUL SYLLABLE GA", "HANGUL SYLLABLE A", "HANGUL SYLLABLE SSYISS", "HANGUL SYLLABLE HIH", "HANGUL SYLLABLE GGWAELB",
              "hangul syllable ga", "HANGUL SYLLABLE", "HANGUL SYLLABLE X", "HANGUL SYLLABLE G", "HANGUL SYLLABLE GAGA", "HANGUL SYLLABLE GAX",
              "CJK UNIFIED IDEOGRAPH-3400", "CJK UNIFIED IDEOGRAPH-4e00", "cjk unified ideograph-4E00", "CJK UNIFIED IDEOGRAPH-3134A",
              "CJK UNIFIED IDEOGRAPH-3134B", "CJK UNIFIED IDEOGRAPH-0041", "CJK UNIFIED IDEOGRAPH-", "CJK UNIFIED IDEOGRAPH-4E000",
              "CJK COMPATIBILITY IDEOGRAPH-F900", "KEYCAP NUMBER SIGN", "DASH", "", " ", "SPACE ", " SPACE", "SPACE", "LATIN SMALL LETTER", "x" * 300]
    rows = []
    for name in names:
        try:
            text = eval('"\\N{%s}"' % name)
        except SyntaxError:
            text = None
        rows.append([name, text])
    return rows


def outcome(source, mode):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "<string>", mode, flags=ONLY_AST, dont_inherit=True)
        except SyntaxError as e:
            return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
        except (ValueError, MemoryError) as e:
            return [type(e).__name__, str(e)]
        except RecursionError:
            pass
    return []


def entry(source, mode):
    shown = {"bytes": source.hex()} if isinstance(source, bytes) else source
    return [shown] + outcome(source, mode)


def warned(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<string>", "exec", flags=ONLY_AST, dont_inherit=True)
    return [source, [[w.category.__name__, str(w.message), w.lineno] for w in caught]]


def prefixes(sources):
    """Each source cut off at every length, without those that were cut before."""
    seen = set()
    for source in sources:
        for end in range(1, len(source)):
            if source[:end] not in seen:
                seen.add(source[:end])
                yield source[:end]


def main():
    areas = {area: [entry(source, "exec") for source in sources] for area, sources in MISTAKES.items()}
    areas["mixtures"] = [entry(source, "exec") for source in mixtures(311, 2000)]
    areas["encodings"] = [entry(source, "exec") for source in ENCODINGS + PAIRS]
    cut = VALID["compound statements"][::5] + VALID["match"][::9] + VALID["f-strings"][::9] + VALID["calls and subscripts"][::9]
    areas["prefixes"] = [entry(source, "exec") for source in prefixes(cut)]
    some = MISTAKES["tokens"] + MISTAKES["several"] + MISTAKES["indentation"] + VALID["simple statements"]
    modes = {mode: [entry(source, mode) for source in some] for mode in ("eval", "single")}
    modes["eval"] += [entry(source, "eval") for source in mixtures(7, 200)]
    modes["single"] += [entry(source, "single") for source in mixtures(8, 200) + VALID["compound statements"]]
    path = os.path.join(OUT, "syntax_errors.json")

    def rows(entries):
        return ",\n".join(json.dumps(e, separators=(",", ":")) for e in entries)

    with open(path, "w", encoding="utf-8") as f:
        f.write('{"generated_by": %s, "generator": "generate/syntax_errors.py", "exec": {\n' % json.dumps(GENERATED_BY))
        f.write(",\n".join("%s: [\n%s\n]" % (json.dumps(area), rows(entries)) for area, entries in areas.items()))
        f.write('},\n"eval": [\n%s\n],\n"single": [\n%s\n],\n' % (rows(modes["eval"]), rows(modes["single"])))
        f.write('"warnings": [\n%s\n],\n' % rows(warned(source) for source in WARNED))
        f.write('"names": [\n%s\n]}\n' % rows(named()))
    print("wrote", path, os.path.getsize(path), "bytes")


main()
