# The line of a frame at every point of statements and expressions that stand on several lines.
import sys

noted = []


def note(*what):
    noted.append(" ".join(map(str, what)))

def show():
    print("; ".join(noted))
    noted.clear()


def L(*a):
    f = sys._getframe(1)
    note(f.f_lineno, f.f_code.co_name)
    return a[0] if a else 0
class CM:
    def __enter__(self): f = sys._getframe(1); note("enter", f.f_lineno); return [1, 2]
    def __exit__(self, *a): f = sys._getframe(1); note("exit", f.f_lineno); return True
class EQ:
    def __eq__(self, o): note("eq", sys._getframe(1).f_lineno); return o == 3
    def __bool__(self): note("bool", sys._getframe(1).f_lineno); return False
    def __iter__(self): note("iter", sys._getframe(1).f_lineno); return iter([L(1), L(2)])
    def __getattr__(self, n): note("getattr", n, sys._getframe(1).f_lineno); return 1
    def __add__(self, o): note("add", sys._getframe(1).f_lineno); return 1
    def __setitem__(self, k, v): note("setitem", sys._getframe(1).f_lineno)
    def __getitem__(self, k): note("getitem", sys._getframe(1).f_lineno); return 1
    def __call__(self, *a, **k): note("call", sys._getframe(1).f_lineno); return self
    def __contains__(self, x): note("contains", sys._getframe(1).f_lineno); return True
    def __len__(self): note("len", sys._getframe(1).f_lineno); return 2
    def __lt__(self, o): note("lt", sys._getframe(1).f_lineno); return True
    def __neg__(self): note("neg", sys._getframe(1).f_lineno); return 1
    def __format__(self, s): note("format", sys._getframe(1).f_lineno); return ""
def f():
    with CM() as x, \
         CM() as (
             y,
             z):
        L()
        L(
            L(),
            L()
        )
    show()
    with CM():
        L()
        1 / 0
    show()
    match EQ():
        case 1: pass
        case (
            2 |
            5
        ): pass
        case 3 if (
            L() or
            EQ()
        ): pass
        case 3:
            L()
    show()
    for i in [
        L(),
        L(),
    ]:
        L()
    else:
        L()
    show()
    while (L() or
           EQ()):
        pass
    show()
    if L(): pass
    elif L() or \
         L():
        pass
    elif L(1): L()
    show()
    try:
        L()
        raise KeyError
    except (
        L(ValueError),
        L(KeyError),
    ) as e:
        L()
    finally:
        L()
    show()
    e = EQ()
    a = (e +
         L())
    a = e[
        L()
    ]
    e[L()
      ] = L()
    a = e(
        L(),
        k=L(),
    )
    a = (e
         .attr
         .real)
    a = [
        L(),
        e + 1,
        *e,
    ]
    show()
    a, \
    b = e
    show()
    a = (1 in
         e)
    a = (e
         < 3
         < 4)
    a = not (
        e)
    a = (-
         e)
    a = f"""{
        L()}
    {e}
    {e:>{L()}}
    """
    show()
    lam = (lambda:
           L())
    lam()
    a = [L()
         for x in
         e
         if L(1)]
    show()
    a = {
        L(): L(),
        L():
        L(),
    }
    assert (
        L(1)
    ), L()
    return (
        L()
    )
def deco(x):
    note("deco", sys._getframe(1).f_lineno)
    return lambda f: (note("apply", sys._getframe(1).f_lineno), f)[1]
@deco(L())
@deco(
    L()
)
def g(a=L(),
      *,
      b: L(int) =
      L(),
      ) -> L():
    yield (
        L()
    )
    x = (yield
         L())
    yield from (
        L(i)
        for i in
        range(2)
    )
    return L()
show()
src = None
import builtins
@deco(L())
class C(
    L(object),
    metaclass=L(type)
):
    a = L()
    b: L(int) = L()
    def m(
        self,
        x=L(),
    ):
        return L()
show()
C().m()
it = g()
next(it); print(it.gi_frame.f_lineno); next(it); print(it.gi_frame.f_lineno); next(it); print(it.gi_frame.f_lineno)
try: f()
except SyntaxError: pass
show()
# expect: 154 <module>; deco 154; 156 <module>; deco 155; 158 <module>; 161 <module>; 160 <module>; 162 <module>; apply 155; apply 154
# expect: 177 <module>; deco 177; 179 <module>; 180 <module>; 182 C; 183 C; 183 C; 186 C; apply 177
# expect: 163
# expect: 166
# expect: 168
# expect: 188 m; 164 g; 167 g; 169 <genexpr>; enter 37; enter 37; 41 f; 43 f; 44 f; 42 f; exit 37; exit 37
# expect: enter 47; 48 f; exit 47
# expect: eq 52; eq 54; eq 55; eq 57; 58 f; bool 57; eq 61; 62 f
# expect: 65 f; 66 f; 68 f; 68 f; 70 f
# expect: 72 f; bool 72
# expect: 76 f; 77 f; 78 f; 80 f; 80 f
# expect: 83 f; 86 f; 87 f; 89 f; 91 f
# expect: 95 f; add 94; 97 f; getitem 96; 100 f; 99 f; setitem 99; 102 f; 103 f; call 101; getattr attr 106; 109 f; add 110; iter 108; 25 __iter__; 25 __iter__; len 108
# expect: iter 114; 25 __iter__; 25 __iter__
# expect: contains 117; lt 119; bool 122; neg 124; 127 f; format 126; 129 f; format 126
# expect: 133 <lambda>; iter 135; 25 __iter__; 25 __iter__; 138 <listcomp>; 135 <listcomp>; 138 <listcomp>; 135 <listcomp>
# expect: 141 f; 141 f; 142 f; 143 f; 146 f; 149 f
