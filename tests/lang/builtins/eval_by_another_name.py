# eval and exec called from a function that does not name them.
x = 10


def call(g, text):
    y = 5
    return g(text)


print(call(eval, "x + 1"))  # expect: 11
print(call(eval, "[n * x for n in range(3)]"))  # expect: [0, 10, 20]
print(call(exec, "z = 5; print(z)"))  # expect: 5
# expect: None
try:
    call(eval, "1 +")
except SyntaxError as error:
    print(error.msg)  # expect: invalid syntax
print(list(map(eval, ["1", "x", "'a'"])))  # expect: [1, 10, 'a']


def evaluate_all():
    return list(map(eval, ["2", "x"]))


print(evaluate_all())  # expect: [2, 10]


class Body:
    inside = 7
    values = list(map(eval, ["inside", "x"]))


print(Body.values)  # expect: [7, 10]


def generate():
    yield from map(eval, ["3", "x"])


print(list(generate()))  # expect: [3, 10]
