import gc
class Mixin:
    def hello(self): return "hello " + type(self).__name__
def mk(base, *args):
    cls = type("Sub" + base.__name__.title(), (Mixin, base) if base is not object else (Mixin,), {"z": 5})
    try:
        o = cls(*args)
    except Exception as e:
        print(base.__name__, type(e).__name__, e); return
    try: o.attr = [1]
    except AttributeError as e: print(e); return
    print(base.__name__, repr(o).split(" at ")[0] if base is not object else "", o.hello(), o.attr, o.z, o.__dict__, isinstance(o, base), cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__)
    del o
for b, a in [(int,(5,)),(int,(10**30,)),(float,(2.5,)),(str,("abc",)),(str,("äöü€",)),(tuple,((1,2),)),(list,([1,2],)),(dict,({1:2},)),
    (set,([1],)),(frozenset,([1],)),(Exception,(1,2)),(KeyError,("k",)),(OSError,(2,"x")),(SystemExit,(3,)),(StopIteration,(4,)),(ImportError,("m",)),
    (SyntaxError,("msg",)),(UnicodeDecodeError,("utf-8",b"x",0,1,"r")),(MemoryError,()),(ExceptionGroup,("g",[ValueError(1)])),
    (enumerate,([1],)),(zip,([1],)),(map,(str,[1])),(filter,(None,[1])),(reversed,([1],)),(property,()),(super,(int,)),(object,()), (type(gc),("modname",)),
    (range,(3,)),(slice,(3,)),(bool,(1,)),(type(None),()),(type(lambda:0),()), (type({}.keys()),())]:
    try:
        mk(b, *a)
    except TypeError as e:
        print(b.__name__, "TypeError", e)
# expect: int 5 hello SubInt [1] 5 {'attr': [1]} True 32 4 -8 0
# expect: int 1000000000000000000000000000000 hello SubInt [1] 5 {'attr': [1]} True 32 4 -8 0
# expect: float 2.5 hello SubFloat [1] 5 {'attr': [1]} True 32 0 -56 24
# expect: str 'abc' hello SubStr [1] 5 {'attr': [1]} True 88 0 -112 80
# expect: str 'äöü€' hello SubStr [1] 5 {'attr': [1]} True 88 0 -112 80
# expect: tuple (1, 2) hello SubTuple [1] 5 {'attr': [1]} True 32 8 -8 0
# expect: list [1, 2] hello SubList [1] 5 {'attr': [1]} True 48 0 -72 40
# expect: dict {1: 2} hello SubDict [1] 5 {'attr': [1]} True 56 0 -80 48
# expect: set SubSet({1}) hello SubSet [1] 5 {'attr': [1]} True 200 0 -224 192
# expect: frozenset SubFrozenset({1}) hello SubFrozenset [1] 5 {'attr': [1]} True 200 0 -224 192
# expect: Exception SubException(1, 2) hello SubException [1] 5 {'attr': [1]} True 80 0 16 72
# expect: KeyError SubKeyerror('k') hello SubKeyerror [1] 5 {'attr': [1]} True 80 0 16 72
# expect: OSError SubOserror(2, 'x') hello SubOserror [1] 5 {'attr': [1]} True 120 0 16 112
# expect: SystemExit SubSystemexit(3) hello SubSystemexit [1] 5 {'attr': [1]} True 88 0 16 80
# expect: StopIteration SubStopiteration(4) hello SubStopiteration [1] 5 {'attr': [1]} True 88 0 16 80
# expect: ImportError SubImporterror('m') hello SubImporterror [1] 5 {'attr': [1]} True 104 0 16 96
# expect: SyntaxError SubSyntaxerror('msg') hello SubSyntaxerror [1] 5 {'attr': [1]} True 144 0 16 136
# expect: UnicodeDecodeError SubUnicodedecodeerror('utf-8', b'x', 0, 1, 'r') hello SubUnicodedecodeerror [1] 5 {'attr': [1]} True 120 0 16 112
# expect: MemoryError SubMemoryerror() hello SubMemoryerror [1] 5 {'attr': [1]} True 80 0 16 72
# expect: ExceptionGroup SubExceptiongroup('g', [ValueError(1)]) hello SubExceptiongroup [1] 5 {'attr': [1]} True 96 0 16 88
# expect: enumerate <__main__.SubEnumerate object hello SubEnumerate [1] 5 {'attr': [1]} True 64 0 -88 56
# expect: zip <__main__.SubZip object hello SubZip [1] 5 {'attr': [1]} True 56 0 -80 48
# expect: map <__main__.SubMap object hello SubMap [1] 5 {'attr': [1]} True 40 0 -64 32
# expect: filter <__main__.SubFilter object hello SubFilter [1] 5 {'attr': [1]} True 40 0 -64 32
# expect: 'list_reverseiterator' object has no attribute 'attr'
# expect: property <__main__.SubProperty object hello SubProperty [1] 5 {'attr': [1]} True 72 0 -96 64
# expect: super <super: <class 'int'>, NULL> hello SubSuper [1] 5 {'attr': [1]} True 48 0 -72 40
# expect: object  hello SubObject [1] 5 {'attr': [1]} True 24 0 -48 16
# expect: module <module 'modname'> hello SubModule [1] 5 {'__name__': 'modname', '__doc__': None, '__package__': None, '__loader__': None, '__spec__': None, 'attr': [1]} True 56 0 16 40
# expect: range TypeError type 'range' is not an acceptable base type
# expect: slice TypeError type 'slice' is not an acceptable base type
# expect: bool TypeError type 'bool' is not an acceptable base type
# expect: NoneType TypeError type 'NoneType' is not an acceptable base type
# expect: function TypeError type 'function' is not an acceptable base type
# expect: dict_keys TypeError type 'dict_keys' is not an acceptable base type
class I(int):
    def __new__(cls, v, extra):
        self = super().__new__(cls, v)
        self.extra = extra
        return self
    def __add__(self, other): return I(int(self) + int(other), self.extra)
    def __repr__(self): return f"I({int(self)}, {self.extra!r})"
i = I(5, "x") + 3
print(i, i.extra, i * 2, type(i * 2), hash(i), i == 8, {8: "y"}[i], [0]*9 == [0]*9, list(range(9))[i], f"{i:04d}", str(i), "%d" % i)
# expect: I(8, 'x') x 16 <class 'int'> 8 True y True 8 0008 I(8, 'x') 8
class F(float):
    def __str__(self): return "F!"
f = F(1.5)
print(f, repr(f), f + 1, type(f + 1), f"{f}", f"{f:.2f}", "%s" % f)
# expect: F! 1.5 2.5 <class 'float'> F! 1.50 F!
class S(str):
    def upper(self): return "UP:" + super().upper()
    def __len__(self): return 99
s = S("abc")
print(s.upper(), len(s), s + "d", type(s + "d"), s[0], s == "abc", {"abc": 1}[s], hash(s) == hash("abc"), f"{s}", "".join([s, s]), s * 2, s.lower(), type(s.lower()))
# expect: UP:ABC 99 abcd <class 'str'> a True 1 True abc abcabc abcabc abc <class 'str'>
class T(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
    def __getitem__(self, i): return "item" if i == 0 else super().__getitem__(i)
t = T(1, 2, 3)
print(t, t[0], t[1], len(t), t + (4,), type(t + (4,)), list(t), (lambda *a: a)(*t), t == (1,2,3), hash(t) == hash((1,2,3)))
# expect: (1, 2, 3) item 2 3 (1, 2, 3, 4) <class 'tuple'> [1, 2, 3] (1, 2, 3) True True
a, b, c = t
print(a, b, c)  # expect: 1 2 3
class L(list):
    def __getitem__(self, i): return ("got", i)
    def __len__(self): return 42
    def __iter__(self): return iter("iter")
l = L([1, 2, 3])
print(l[0], len(l), list(l), [*l], l, sorted(l), l == [1,2,3], l + [4], bool(L()), max(l), sum([1]), ",".join(l))
# expect: ('got', 0) 42 ['i', 't', 'e', 'r'] ['i', 't', 'e', 'r'] [1, 2, 3] ['e', 'i', 'r', 't'] True [1, 2, 3, 4] True t 1 i,t,e,r
x, y, *z = l
print(x, y, z)  # expect: i t ['e', 'r']
print(*[q for q in l])  # expect: i t e r
class D(dict):
    def __getitem__(self, k): return "got " + str(k)
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
    def get(self, k, d=None): return "get"
d = D(a=1)
d["b"] = 2
print(d, d["a"], d["zz"], d.get("q"), dict(d), {**d}, list(d), (lambda **k: k)(**d), d.copy(), type(d.copy()), d | {"c": 1}, type(d | {}))
# expect: {'a': 1, 'b': 4} got a got zz get {'a': 1, 'b': 4} {'a': 1, 'b': 4} ['a', 'b'] {'a': 1, 'b': 4} {'a': 1, 'b': 4} <class 'dict'> {'a': 1, 'b': 4, 'c': 1} <class 'dict'>
print("%(a)s" % d, "{a}".format(**d), "{a}".format_map(d))  # expect: got a 1 got a
exec("print(w)", {}, D(w=3)) if 0 else None
class Dm(dict):
    def __missing__(self, k):
        self[k] = v = len(self)
        return v
m = Dm()
print([m[k] for k in "abcab"], m)  # expect: [0, 1, 2, 0, 1] {'a': 0, 'b': 1, 'c': 2}
try: eval("foo + bar", {}, Dm())
except Exception as e: print(type(e), e)
print(eval("foo + bar", {"__builtins__": {}}, Dm()))  # expect: 1
class E(Exception):
    def __init__(self, code, msg): self.code = code; super().__init__(msg)
    def __str__(self): return f"E<{self.code}: {self.args[0]}>"
try: raise E(5, "bad")
except E as e: print(e, repr(e), e.args, e.code)  # expect: E<5: bad> E('bad') ('bad',) 5
try: raise E
except TypeError as e: print(e)
# expect: E.__init__() missing 2 required positional arguments: 'code' and 'msg'
class E2(KeyError, AttributeError): pass
try: raise E2("x")
except AttributeError as e: print(repr(e), str(e))  # expect: E2('x') 'x'
class E3(E2):
    pass
try:
    try: raise E3(1)
    except KeyError as e: raise RuntimeError("next") from e
except RuntimeError as e: print(repr(e.__cause__), e.__cause__ is e.__context__)  # expect: E3(1) True
class G(Exception):
    def __new__(cls, *a): print("new", a); return super().__new__(cls, *a)
print(G(1).args)
# expect: new (1,)
# expect: (1,)
