import gc
gc.disable()
n = len('abc')
def f(): pass
for e in ("None", "1", "1.5", "'a'", "()", "(1,)", "(n,)", "(n, 'a')", "([],)", "[]", "[1]", "{}", "{'a': 1}", "{'a': []}", "{'a': (n,)}", "{1: 2}", "dict()",
          "range(3)", "slice(1)", "f", "len", "[].append", "int", "iter([])", "iter(range(2))", "ValueError()", "f.__code__", "lambda: 1"):
    x = eval(e)
    a = gc.is_tracked(x)
    gc.collect(0)
    b = gc.is_tracked(x)
    gc.collect()
    print(e, a, b, gc.is_tracked(x))
# expect: None False False False
# expect: 1 False False False
# expect: 1.5 False False False
# expect: 'a' False False False
# expect: () False False False
# expect: (1,) True False False
# expect: (n,) True False False
# expect: (n, 'a') True False False
# expect: ([],) True True True
# expect: [] True True True
# expect: [1] True True True
# expect: {} False False False
# expect: {'a': 1} False False False
# expect: {'a': []} True True True
# expect: {'a': (n,)} True True False
# expect: {1: 2} False False False
# expect: dict() False False False
# expect: range(3) False False False
# expect: slice(1) True True True
# expect: f True True True
# expect: len True True True
# expect: [].append True True True
# expect: int False False False
# expect: iter([]) True True True
# expect: iter(range(2)) False False False
# expect: ValueError() True True True
# expect: f.__code__ False False False
# expect: lambda: 1 True True True
