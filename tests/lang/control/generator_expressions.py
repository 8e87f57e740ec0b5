# A generator expression evaluates its first iterable at once, everything else when it is asked for.


def fails(action, *args):
    try:
        return action(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(fails(lambda: (x for x in 5)))  # expect: TypeError: 'int' object is not iterable
late = (y for x in [1] for y in undefined)
print(fails(next, late), fails(next, late))  # expect: NameError: name 'undefined' is not defined StopIteration: 

values = [1, 2, 3]
squares = (v * v for v in values)
values = [10]
print(list(squares))  # expect: [1, 4, 9]
factor = 2
scaled = (v * factor for v in [1, 2])
factor = 5
print(list(scaled))  # expect: [5, 10]

print(list((a, b) for a in "ab" if a != "a" for b in range(2)))  # expect: [('b', 0), ('b', 1)]
print(sum(x for row in [[1, 2], [3]] for x in row))  # expect: 6
print([list(y for y in range(x)) for x in range(3)])  # expect: [[], [0], [0, 1]]
print(sorted((-x for x in range(3)), key=abs), tuple(x for x in ()))  # expect: [0, -1, -2] ()
print(any((last := x) > 1 for x in range(5)), last)  # expect: True 2

g = (x for x in range(3))
print(g.__name__, g.__qualname__, g.gi_code.co_name, g.gi_code.co_varnames, g.gi_code.co_flags)
# expect: <genexpr> <genexpr> <genexpr> ('.0', 'x') 35
print(next(g), g.send("ignored"), list(g), list(g))  # expect: 0 1 [2] []


def scopes(n):
    k = 10
    inner = (n + k + x for x in range(2))
    k = 20
    return list(inner), inner.__class__.__name__, (lambda: (x for x in "z"))().__qualname__


print(scopes(1))  # expect: ([21, 22], 'generator', 'scopes.<locals>.<lambda>.<locals>.<genexpr>')


def callers(*args, **kwargs):
    return [list(arg) for arg in args], kwargs


print(callers((x for x in "ab"), (x for x in "c")))  # expect: ([['a', 'b'], ['c']], {})
print(fails(compile, "f(x for x in y, 1)", "s", "eval"))
# expect: SyntaxError: Generator expression must be parenthesized (s, line 1)
for source in ("[(yield 1) for x in y]", "((yield) for x in y)", "{x: (yield x) for x in y}", "yield 5"):
    print(fails(compile, source, "s", "exec"))
# expect: SyntaxError: 'yield' inside list comprehension (s, line 1)
# expect: SyntaxError: 'yield' inside generator expression (s, line 1)
# expect: SyntaxError: 'yield' inside dict comprehension (s, line 1)
# expect: SyntaxError: 'yield' outside function (s, line 1)

changed = [1, 2, 3]
for x in (x for x in changed):
    if x < 3:
        changed.append(x + 10)
print(changed)  # expect: [1, 2, 3, 11, 12]
