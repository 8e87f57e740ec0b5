# Mapping patterns: keys that must be there, the rest, keys of attributes.
import sys


def fails(source):
    try:
        exec(source, {"sys": sys})
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def look(x):
    match x:
        case {"kind": "point", "x": x, "y": y}:
            return "point", x, y
        case {"kind": str(kind), **rest}:
            return kind, rest
        case {1: one, -2.5: half}:
            return one, half
        case {None: nothing, True: truth}:
            return nothing, truth
        case {sys.maxsize: largest}:
            return "largest", largest
        case {"deep": {"list": [first, *_]}}:
            return "deep", first
        case {}:
            return "mapping", len(x)
    return "no mapping"


print(look({"kind": "point", "y": 2, "x": 1, "z": 3}))  # expect: ('point', 1, 2)
print(look({"kind": "line", "from": 0, "to": 1}))  # expect: ('line', {'from': 0, 'to': 1})
print(look({"kind": 5, "x": 1}), look({1: "a", -2.5: "b", 3: "c"}))  # expect: ('mapping', 2) ('a', 'b')
print(look({None: 0, 1: 1}), look({sys.maxsize: "m"}))  # expect: (0, 1) ('largest', 'm')
print(look({"deep": {"list": [7, 8]}}), look({"deep": {"list": []}}))  # expect: ('deep', 7) ('mapping', 1)
print(look({}), look([("a", 1)]), look("kind"), look(None))
# expect: ('mapping', 0) no mapping no mapping no mapping

match {"a": 1, "b": 2}:
    case {"a": a, "b": b, **rest}:
        print(a, b, rest)  # expect: 1 2 {}
match {"a": 1}:
    case {**everything}:
        print(everything)  # expect: {'a': 1}

original = {"k": [1], "other": []}
match original:
    case {"k": value, **rest}:
        rest["new"] = 1
        print(value is original["k"], rest["other"] is original["other"], original)
        # expect: True True {'k': [1], 'other': []}

fails("match {sys.maxsize: 2, 2: 3}:\n  case {sys.maxsize: 1, sys.maxsize: 2}: pass")
# expect: ValueError: mapping pattern checks duplicate key (9223372036854775807)
fails("match {1: 2}:\n  case {sys.nothing: 1}: pass")
# expect: AttributeError: module 'sys' has no attribute 'nothing'
fails("match {}:\n  case {sys.modules: 1}: pass")
fails("match {1: 2}:\n  case {sys.modules: 1}: pass")
# expect: TypeError: unhashable type: 'dict'
