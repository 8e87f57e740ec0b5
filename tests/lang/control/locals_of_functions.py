# locals(), eval() and frames see the variables of functions, however they are reached.
import sys
def show(f, *a):
    x = "in show"
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
show(eval, "x"); show(locals); show(eval, "sorted(locals())"); show(dir); show(lambda: sys._getframe().f_code.co_name)
# expect: in show
# expect: {'f': <built-in function locals>, 'a': (), 'x': 'in show'}
# expect: ['a', 'f', 'x']
# expect: ['a', 'f', 'x']
# expect: <lambda>
def m():
    q = 5
    print(list(map(eval, ["q", "q + 1"])))
    e = eval
    print(e("q"))
    f = locals
    print(f().keys())
    for g in (locals, vars, dir): print(sorted(g()))
m()
# expect: [5, 6]
# expect: 5
# expect: dict_keys(['q', 'e', 'f'])
# expect: ['e', 'f', 'g', 'q']
# expect: ['e', 'f', 'g', 'q']
# expect: ['e', 'f', 'g', 'q']
def getcaller():
    return sys._getframe(1).f_locals
def user(a):
    b = a + 1
    print(getcaller())
    b = 7
    r = getcaller()
    print(r is getcaller(), r["b"])
    c = lambda: b
    fr = sys._getframe()
    d = 1
    print(sorted(fr.f_locals), fr.f_locals["d"])
    del d
    print("d" in fr.f_locals)
    return r
print(sorted(user(1)))
# expect: {'a': 1, 'b': 2}
# expect: True 7
# expect: ['a', 'b', 'c', 'd', 'fr', 'r'] 1
# expect: False
# expect: ['a', 'b', 'c', 'fr', 'r']
def tb():
    local = [1]
    try:
        inner = 2
        1/0
    except ZeroDivisionError as e:
        return e
e = tb(); print(sorted(e.__traceback__.tb_frame.f_locals))  # expect: ['inner', 'local']
def rec(n):
    if n: return rec(n-1)
    f = sys._getframe()
    out = []
    while f and f.f_code.co_name == "rec":
        out.append(f.f_locals["n"]); f = f.f_back
    return out
print(rec(5))  # expect: [0, 1, 2, 3, 4, 5]
def gen():
    a = 1
    yield sys._getframe().f_locals
    b = 2
    yield locals()
    yield getcaller()
g = gen(); print(next(g)); d = next(g); print(sorted(d), d is g.gi_frame.f_locals); print(sorted(next(g)))
# expect: {'a': 1}
# expect: ['a', 'b'] True
# expect: ['a', 'b']
class C:
    z = 1
    print(sorted(k for k in sys._getframe().f_locals))
    def meth(self): return sorted(sys._getframe().f_locals)
# expect: ['__module__', '__qualname__', 'z']
print(C().meth())  # expect: ['self']
def walrus():
    x = [1]
    return sorted(dict(locals(), y=(x := 5)))
print(walrus())  # expect: ['x', 'y']
def order():
    x = [0]
    def f(): 
        x.append(1); return locals
    return sorted(f()()), eval("x", {"x": x} if x.append(2) else {"x": 3})
print(order())  # expect: (['f', 'x'], 3)
exec(tb.__code__)
def free():
    v = 1
    def inner(): return v
    return inner
show(exec, free().__code__); show(eval, free().__code__)
# expect: TypeError code object requires a closure of exactly length 1
# expect: TypeError code object passed to eval() may not contain free variables
exec(free().__code__, closure=free().__closure__)
show(exec, compile("1","","exec"));   # expect: None
try: exec("x", closure=())
except TypeError as e: print(e)  # expect: closure can only be used when source is a code object
try: exec(compile("1","","exec"), closure=())
except TypeError as e: print(e)  # expect: cannot use a closure with this code object
try: exec(free().__code__, closure=(1,))
except TypeError as e: print(e)  # expect: code object requires a closure of exactly length 1
try: exec((lambda a: a).__code__)
except TypeError as e: print(e)  # expect: <lambda>() missing 1 required positional argument: 'a'
