# What the compiler refuses, and where.


def refused(case):
    try:
        compile(f"match x:\n case {case}: pass\n case other: pass", "s", "exec")
    except SyntaxError as error:
        print(error.msg, "|", error.lineno, error.offset, error.end_offset)
    else:
        print("accepted")


refused("_")  # expect: wildcard makes remaining patterns unreachable | 2 7 8
refused("name")  # expect: name capture 'name' makes remaining patterns unreachable | 2 7 11
refused("1 | name")  # expect: name capture 'name' makes remaining patterns unreachable | 2 11 15
refused("(_ as x)")  # expect: wildcard makes remaining patterns unreachable | 2 8 9
refused("_ if x")  # expect: accepted
refused("name | 1")  # expect: name capture 'name' makes remaining patterns unreachable | 2 7 11
refused("_ | 1 if x")  # expect: wildcard makes remaining patterns unreachable | 2 7 8
refused("[a, a]")  # expect: multiple assignments to name 'a' in pattern | 2 11 12
refused("[a, *a]")  # expect: multiple assignments to name 'a' in pattern | 2 11 13
refused("{'k': v, **v}")  # expect: multiple assignments to name 'v' in pattern | 2 13 14
refused("[a] as a")  # expect: multiple assignments to name 'a' in pattern | 2 8 9
refused("int(a, real=a)")  # expect: multiple assignments to name 'a' in pattern | 2 19 20
refused("[a, 1] | [b, 2]")  # expect: alternative patterns bind different names | 2 20 21
refused("[a, b] | [b, a]")  # expect: accepted
refused("[a, 1] | [a, 2] | 3")  # expect: alternative patterns bind different names | 2 25 26
refused("[[a] | [a, _], a]")  # expect: multiple assignments to name 'a' in pattern | 2 22 23
refused("[*a, *b]")  # expect: multiple starred names in sequence pattern | 2 7 15
refused("{'a': 1, 'a': 2}")  # expect: mapping pattern checks duplicate key ('a') | 2 7 23
refused("{1: 1, True: 2}")  # expect: mapping pattern checks duplicate key (True) | 2 7 22
refused("{0: 1, -0.0: 2}")  # expect: mapping pattern checks duplicate key (-0.0) | 2 7 22
refused("{x.y: 1, x.y: 2}")  # expect: accepted
refused("int(real=1, real=2)")  # expect: attribute name repeated in class pattern: real | 2 24 25
refused("f'{x}'")  # expect: patterns may only match literals and attribute lookups | 2 7 13
refused("{f'': 1}")  # expect: mapping pattern keys may only match literals and attribute lookups | 2 7 15
refused("__debug__ if x")  # expect: cannot assign to __debug__ | 2 7 16
refused("int(__debug__=1)")  # expect: cannot assign to __debug__ | 2 21 22
refused("1 as _")  # expect: cannot use '_' as a target | 2 12 13
refused("1 as x.y")  # expect: invalid syntax | 2 13 14
refused("int(real=1, 2)")  # expect: positional patterns follow keyword patterns | 2 19 20
refused("-name")  # expect: invalid syntax | 2 8 12
refused("{**rest, 'a': 1}")  # expect: invalid syntax | 2 16 19
refused("1 + 1")  # expect: imaginary number required in complex literal | 2 11 12
