# What stands in the iterable of a comprehension stays in it: no walrus, in lambdas and other comprehensions either.
for source in [
    "[i for i in (i := range(5))]",
    "[i for i in (lambda: (j := range(5)))()]",
    "[i for i in [j for j in range(5) if (j := True)]]",
]:
    try:
        exec(source)
    except SyntaxError as error:
        print(error.msg)
# expect: assignment expression cannot be used in a comprehension iterable expression
# expect: assignment expression cannot be used in a comprehension iterable expression
# expect: assignment expression cannot be used in a comprehension iterable expression
