# exec, eval, compile.
print(eval("1 + 2"), eval("  \t3"), eval("x * 2", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}))  # expect: 3 3 10 3
exec("a = 5")
print(a)  # expect: 5
namespace = {}
print(exec("b = 1\ndef f(): return b + 1\nc = f()", namespace), namespace["c"], "__builtins__" in namespace)  # expect: None 2 True
outer, inner = {"g": 1}, {"l": 2}
exec("r = g + l", outer, inner)
print(inner["r"], "r" in outer)  # expect: 3 False
def function(p):
    q = 2
    print(eval("p + q"), eval("p"))
    exec("made = p")
    try:
        return made
    except NameError as e:
        return e
print(function(1))  # expect: 3 1
# expect: name 'made' is not defined
code = compile("1 + 1", "name.py", "eval")
print(type(code), eval(code), code.co_filename, code.co_name)  # expect: <class 'code'> 2 name.py <module>
code = compile("z = 7", "name.py", "exec")
print(exec(code), z, eval(code))  # expect: None 7 None
exec(compile("5 * 5", "x", "single"))  # expect: 25
for action in (
    lambda: eval("1 +"),
    lambda: eval("x = 1"),
    lambda: eval(""),
    lambda: exec("if"),
    lambda: eval(5),
    lambda: exec(5),
    lambda: eval(),
    lambda: eval("1", 5),
    lambda: exec("1", 5),
    lambda: eval("1", {}, 5),
    lambda: exec("1", {}, 5),
    lambda: compile("1", "f", "bad"),
    lambda: compile(5, "f", "exec"),
    lambda: compile("1", 5, "exec"),
    lambda: compile("1", "f", 5),
    lambda: compile("1", "f"),
    lambda: compile("1", "f", "eval", optimize=9),
    lambda: compile("1", "f", "eval", 1 << 30),
    lambda: eval("undefined_name"),
    lambda: eval("1 / 0"),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)  # expect: SyntaxError invalid syntax (<string>, line 1)
        # expect: SyntaxError invalid syntax (<string>, line 1)
        # expect: SyntaxError invalid syntax (<string>, line 0)
        # expect: SyntaxError invalid syntax (<string>, line 1)
        # expect: TypeError eval() arg 1 must be a string, bytes or code object
        # expect: TypeError exec() arg 1 must be a string, bytes or code object
        # expect: TypeError eval expected at least 1 argument, got 0
        # expect: TypeError globals must be a dict
        # expect: TypeError exec() globals must be a dict, not int
        # expect: TypeError locals must be a mapping
        # expect: TypeError locals must be a mapping or None, not int
        # expect: ValueError compile() mode must be 'exec', 'eval' or 'single'
        # expect: TypeError compile() arg 1 must be a string, bytes or AST object
        # expect: TypeError expected str, bytes or os.PathLike object, not int
        # expect: TypeError compile() argument 'mode' must be str, not int
        # expect: TypeError compile() missing required argument 'mode' (pos 3)
        # expect: ValueError compile(): invalid optimize value
        # expect: ValueError compile(): unrecognised flags
        # expect: NameError name 'undefined_name' is not defined
        # expect: ZeroDivisionError division by zero
print(eval("[i for i in range(3)]"), eval("lambda: 5")())  # expect: [0, 1, 2] 5
print(eval("__name__"), eval("__name__", {"__name__": "other"}))  # expect: __main__ other
