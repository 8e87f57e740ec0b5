# exec, eval and compile: namespaces of every kind, modes, what is refused.
import sys
def show(f, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
class M(dict):
    def __getitem__(self, k):
        print("get", k); return dict.__getitem__(self, k)
    def __setitem__(self, k, v):
        print("set", k); dict.__setitem__(self, k, v)
    def __delitem__(self, k): print("del", k); dict.__delitem__(self, k)
class Map:
    def __init__(self): self.d = {}
    def __getitem__(self, k):
        print("get", k); return self.d[k]
    def __setitem__(self, k, v): print("set", k); self.d[k] = v
    def __delitem__(self, k): print("del", k); del self.d[k]
    def keys(self): return self.d.keys()
m = M()
exec("x = 1\ny = x + 1\ndel x\nprint(y)", {}, m); print(dict(m))
# expect: set x
# expect: get x
# expect: set y
# expect: del x
# expect: get print
# expect: get y
# expect: 2
# expect: {'y': 2}
m = Map()
exec("x = 1\ny = x + 1\ndel x\nprint(y)\ndef f(): return x", {}, m); print(sorted(m.d))
# expect: set x
# expect: get x
# expect: set y
# expect: del x
# expect: get print
# expect: get y
# expect: 2
# expect: set f
# expect: ['f', 'y']
show(eval, "x + 1", {"x": 1}); show(eval, "locals()", {}, {"a": 1}); show(eval, "nope", {})
# expect: 2
# expect: {'a': 1}
# expect: NameError name 'nope' is not defined
show(exec, "x=1", 5); show(exec, "x=1", {}, 5); show(eval, "1", [], {}); show(eval, 5); show(exec, None)
# expect: TypeError exec() globals must be a dict, not int
# expect: TypeError locals must be a mapping or None, not int
# expect: TypeError globals must be a real dict; try eval(expr, {}, mapping)
# expect: TypeError eval() arg 1 must be a string, bytes or code object
# expect: TypeError exec() arg 1 must be a string, bytes or code object
show(eval, "x=1"); show(eval, " 1 + 1"); show(eval, "1\n"); show(eval, "\t1 "); show(exec, " x = 1")
# expect: SyntaxError invalid syntax (<string>, line 1)
# expect: 2
# expect: 1
# expect: 1
# expect: IndentationError unexpected indent (<string>, line 1)
show(eval, b"1+2"); show(exec, b"print('bytes')")
# expect: 3
# expect: bytes
# expect: None
show(eval, compile("1+2", "f", "eval")); show(eval, compile("print(3)", "f", "exec")); show(exec, compile("3", "f", "eval"))
# expect: 3
# expect: 3
# expect: None
# expect: None
for text in ("1+1", "'abc'", "None", "x = 3", "for i in range(2): i"):
    exec(compile(text + "\n\n", "f", "single"))
# expect: 2
# expect: 'abc'
# expect: 0
# expect: 1
def f():
    a = 1
    exec("b = a + 1; print(b)")
    print(locals())
    try: print(b)
    except NameError as e: print(e)
    exec("a = 10"); print(a)
    l = {}
    exec("b = 5", globals(), l); print(l)
    return eval("a + 5")
print(f())
# expect: 2
# expect: {'a': 1, 'b': 2}
# expect: name 'b' is not defined
# expect: 1
# expect: {'b': 5}
# expect: 6
def g(x):
    def h(): return x
    y = 2
    d = locals(); d['zz'] = 1
    z = 3
    print(sorted(d), sorted(locals()), d is locals())
    return [sorted(locals()) for q in [1]]
print(g(1))
# expect: ['h', 'x', 'y', 'zz'] ['d', 'h', 'x', 'y', 'z', 'zz'] True
# expect: [['.0', 'q']]
class A:
    a = 1
    print(sorted(k for k in locals() if not k.startswith("__")))
    locals()["b"] = 2
    print(b, vars() is locals(), dir()[-2:])
    l = [locals() is not None for x in [1]]
# expect: ['a']
# expect: 2 True ['a', 'b']
print(A.b)  # expect: 2
def closure():
    v = 5
    def inner():
        return v, eval("v"), locals()
    print(inner())
    def inner2():
        try: return eval("v")
        except NameError as e: return str(e)
    print(inner2())
closure()
# expect: (5, 5, {'v': 5})
# expect: name 'v' is not defined
fn = (lambda: free).__code__
def outer():
    free = 3
    return (lambda: free).__code__
show(exec, outer()); show(eval, outer())
# expect: TypeError code object requires a closure of exactly length 1
# expect: TypeError code object passed to eval() may not contain free variables
print(eval("[x for x in range(3) if x != k]", {"k": 1}))  # expect: [0, 2]
try: eval("[x for x in range(3) if x != k]", {}, {"k": 1})
except NameError as e: print(e)  # expect: name 'k' is not defined
exec("global gg; gg = 7"); print(gg)  # expect: 7
def withglobal():
    exec("global gg2; gg2 = 8", globals())
withglobal(); print(gg2)  # expect: 8
print(eval("__import__('sys').getrecursionlimit()"), eval("__builtins__ is not None"))  # expect: 1000 True
d = {}; exec("", d); print(list(d)); d = {"__builtins__": {}}; show(eval, "len([])", d)
# expect: ['__builtins__']
# expect: NameError name 'len' is not defined
show(eval, "abs", {"__builtins__": {"abs": 5}})  # expect: 5

fr = sys._getframe(); print(fr.f_code.co_name, fr.f_globals is globals(), fr.f_locals is globals())
# expect: <module> True True
def callee():
    f = sys._getframe(1)
    return f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno
def caller():
    q = 5
    return callee()
print(caller())  # expect: ('caller', 2)
show(sys._getframe, 100)  # expect: ValueError call stack is not deep enough
