"""syntax_trees.json: the syntax trees of CPython's `ast` for the valid sources of syntax_sources.py.

A node is a list: its class, its fields in the order of the ASDL, then, where it has a position, line, column, end
line and end column, columns counted in code points. A constant is its type and value: an int in hexadecimal, text
as it is or, with surrogates, as a list of code points, bytes in hexadecimal.
"""
import ast
import math
import os
import warnings

from common import OUT, GENERATED_BY
from syntax_sources import VALID

import json

DROPPED = {"type_comment", "type_ignores", "kind"}


def constant(value):
    if value is None:
        return ["None"]
    if isinstance(value, bool):
        return ["bool", value]
    if value is Ellipsis:
        return ["Ellipsis"]
    if isinstance(value, int):
        return ["int", hex(value)]
    if isinstance(value, float):
        return ["float", "inf" if math.isinf(value) else value]
    if isinstance(value, complex):
        return ["complex", value.imag]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        return ["str", [ord(c) for c in value]]
    return ["str", value]


class Dumper:
    def __init__(self, source):
        self.lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def column(self, line, offset):
        return len(self.lines[line - 1].encode()[:offset].decode())

    def dump(self, node):
        if isinstance(node, list):
            return [self.dump(item) for item in node]
        if not isinstance(node, ast.AST):
            return node
        name = type(node).__name__
        if not node._fields and not node._attributes:
            return name
        result = [name]
        for field in node._fields:
            if field in DROPPED:
                continue
            value = getattr(node, field, None)
            is_constant = field == "value" and name in ("Constant", "MatchSingleton")
            result.append(constant(value) if is_constant else self.dump(value))
        if node._attributes:
            result += [node.lineno, self.column(node.lineno, node.col_offset),
                       node.end_lineno, self.column(node.end_lineno, node.end_col_offset)]
        return result


def main():
    warnings.simplefilter("ignore")
    areas = {}
    for area, sources in VALID.items():
        areas[area] = [[source, Dumper(source).dump(ast.parse(source))] for source in sources]
    expressions = [source for source in VALID["operators"] + VALID["displays"] if "*a" not in source[:2] and "=" not in source]
    evaluated = []
    for source in expressions:
        try:
            evaluated.append([source, Dumper(source).dump(ast.parse(source, mode="eval"))])
        except SyntaxError:
            pass
    path = os.path.join(OUT, "syntax_trees.json")
    with open(path, "w", encoding="utf-8") as f:
        f.write('{"generated_by": %s, "generator": "generate/syntax_trees.py", "exec": {\n' % json.dumps(GENERATED_BY))
        parts = []
        for area, entries in areas.items():
            parts.append("%s: [\n%s\n]" % (json.dumps(area), ",\n".join(json.dumps(e, separators=(",", ":")) for e in entries)))
        f.write(",\n".join(parts))
        f.write('}, "eval": [\n%s\n]}\n' % ",\n".join(json.dumps(e, separators=(",", ":")) for e in evaluated))
    print("wrote", path, os.path.getsize(path), "bytes")


main()
