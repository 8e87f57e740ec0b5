# Tracebacks: marks, repeated lines, chains, groups and notes, from the statements of control flow.
import sys


class Collect:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def report():
    sys.stderr = Collect()
    sys.excepthook(*sys.exc_info())
    text = sys.stderr.text.replace(__file__, "script")
    sys.stderr = sys.__stderr__
    print(text)


def f(n):
    if n == 0: raise ValueError("deep")
    f(n - 1)
try: f(10)
except ValueError:
    report()
def g(n):
    with open_(n) as x:
        g(n - 1)
class open_:
    def __init__(self, n): self.n = n
    def __enter__(self):
        if self.n == 0: raise KeyError("enter")
    def __exit__(self, *a):
        if self.n == 3: raise RuntimeError("exit three")
try: g(5)
except Exception: report()
def h():
    match [1, 2]:
        case [x, y] if x / 0:
            pass
try: h()
except Exception: report()
def i():
    x = [z for z in (1, 2, 0) if 1 / z]
try: i()
except Exception: report()
def j():
    yield from (1 / z for z in (1, 0))
try: list(j())
except Exception: report()
def k():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise KeyError("k") from e
try: k()
except Exception: report()
def l():
    match 5:
        case int(1, 2): pass
try: l()
except Exception: report()
def m():
    match {"a": 1}:
        case {
            "a": undefined.x
        }: pass
try: m()
except Exception: report()
def n():
    x = yield (1,
        2)
    raise x
gen = n(); next(gen)
try: gen.send(OSError("sent"))
except Exception: report()
gen = n(); next(gen)
try: gen.throw(OSError("thrown"))
except Exception: report()
e = ValueError("noted"); e.add_note("note 1"); e.add_note("note\nlines")
try: raise e
except Exception: report()
def ctx():
    try:
        try: 1/0
        except ZeroDivisionError: raise KeyError("second")
    except KeyError as e:
        raise TypeError("third") from e
try: ctx()
except Exception: report()
def rec(): rec()
try: rec()
except RecursionError: report()
def a(n): return b(n) if n else 1/0
def b(n): return a(n - 1)
try: a(8)
except ZeroDivisionError: report()
def w():
    with 1 as x, 2: pass
try: w()
except Exception: report()
def w2():
    with open_(9), \
         open_(0) as y, \
         open_(3): pass
try: w2()
except Exception: report()
def ret():
    with open_(3):
        return 5
try: ret()
except Exception: report()
def nested():
    with open_(1):
        with open_(3):
            for i in range(3):
                if i == 1: break
                continue
            else: pass
        raise SystemError("x")
try: nested()
except Exception: report()
def unpack():
    for a, b in [(1, 2), (3,)]: pass
try: unpack()
except Exception: report()
def yf():
    yield from 5
try: next(yf())
except Exception: report()
# expect: Traceback (most recent call last):
# expect:   File "script", line 27, in <module>
# expect:     try: f(10)
# expect:          ^^^^^
# expect:   File "script", line 26, in f
# expect:     f(n - 1)
# expect:   File "script", line 26, in f
# expect:     f(n - 1)
# expect:   File "script", line 26, in f
# expect:     f(n - 1)
# expect:   [Previous line repeated 7 more times]
# expect:   File "script", line 25, in f
# expect:     if n == 0: raise ValueError("deep")
# expect:                ^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: deep
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 32, in g
# expect:     g(n - 1)
# expect:   File "script", line 32, in g
# expect:     g(n - 1)
# expect:   File "script", line 32, in g
# expect:     g(n - 1)
# expect:   File "script", line 31, in g
# expect:     with open_(n) as x:
# expect:   File "script", line 36, in __enter__
# expect:     if self.n == 0: raise KeyError("enter")
# expect:                     ^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'enter'
# expect: 
# expect: During handling of the above exception, another exception occurred:
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 39, in <module>
# expect:     try: g(5)
# expect:          ^^^^
# expect:   File "script", line 32, in g
# expect:     g(n - 1)
# expect:   File "script", line 32, in g
# expect:     g(n - 1)
# expect:   File "script", line 31, in g
# expect:     with open_(n) as x:
# expect:   File "script", line 38, in __exit__
# expect:     if self.n == 3: raise RuntimeError("exit three")
# expect:                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: RuntimeError: exit three
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 45, in <module>
# expect:     try: h()
# expect:          ^^^
# expect:   File "script", line 43, in h
# expect:     case [x, y] if x / 0:
# expect:                    ~~^~~
# expect: ZeroDivisionError: division by zero
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 49, in <module>
# expect:     try: i()
# expect:          ^^^
# expect:   File "script", line 48, in i
# expect:     x = [z for z in (1, 2, 0) if 1 / z]
# expect:         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   File "script", line 48, in <listcomp>
# expect:     x = [z for z in (1, 2, 0) if 1 / z]
# expect:                                  ~~^~~
# expect: ZeroDivisionError: division by zero
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 53, in <module>
# expect:     try: list(j())
# expect:          ^^^^^^^^^
# expect:   File "script", line 52, in j
# expect:     yield from (1 / z for z in (1, 0))
# expect:   File "script", line 52, in <genexpr>
# expect:     yield from (1 / z for z in (1, 0))
# expect:                 ~~^~~
# expect: ZeroDivisionError: division by zero
# expect: 
# expect:   + Exception Group Traceback (most recent call last):
# expect:   |   File "script", line 60, in <module>
# expect:   |     try: k()
# expect:   |          ^^^
# expect:   | ExceptionGroup:  (2 sub-exceptions)
# expect:   +-+---------------- 1 ----------------
# expect:     | Exception Group Traceback (most recent call last):
# expect:     |   File "script", line 57, in k
# expect:     |     raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
# expect:     | ExceptionGroup: eg (1 sub-exception)
# expect:     +-+---------------- 1 ----------------
# expect:       | ValueError: 1
# expect:       +------------------------------------
# expect:     | 
# expect:     | The above exception was the direct cause of the following exception:
# expect:     | 
# expect:     | Traceback (most recent call last):
# expect:     |   File "script", line 59, in k
# expect:     |     raise KeyError("k") from e
# expect:     | KeyError: 'k'
# expect:     +---------------- 2 ----------------
# expect:     | Exception Group Traceback (most recent call last):
# expect:     |   File "script", line 57, in k
# expect:     |     raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
# expect:     | ExceptionGroup: eg (1 sub-exception)
# expect:     +-+---------------- 1 ----------------
# expect:       | TypeError: 2
# expect:       +------------------------------------
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 65, in <module>
# expect:     try: l()
# expect:          ^^^
# expect:   File "script", line 64, in l
# expect:     case int(1, 2): pass
# expect:          ^^^^^^^^^
# expect: TypeError: int() accepts 1 positional sub-pattern (2 given)
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 72, in <module>
# expect:     try: m()
# expect:          ^^^
# expect:   File "script", line 70, in m
# expect:     "a": undefined.x
# expect:          ^^^^^^^^^
# expect: NameError: name 'undefined' is not defined
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 79, in <module>
# expect:     try: gen.send(OSError("sent"))
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   File "script", line 77, in n
# expect:     raise x
# expect: OSError: sent
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 82, in <module>
# expect:     try: gen.throw(OSError("thrown"))
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   File "script", line 75, in n
# expect:     x = yield (1,
# expect:         ^^^^^^^^^
# expect: OSError: thrown
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 85, in <module>
# expect:     try: raise e
# expect:          ^^^^^^^
# expect: ValueError: noted
# expect: note 1
# expect: note
# expect: lines
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 89, in ctx
# expect:     try: 1/0
# expect:          ~^~
# expect: ZeroDivisionError: division by zero
# expect: 
# expect: During handling of the above exception, another exception occurred:
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 90, in ctx
# expect:     except ZeroDivisionError: raise KeyError("second")
# expect:                               ^^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'second'
# expect: 
# expect: The above exception was the direct cause of the following exception:
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 93, in <module>
# expect:     try: ctx()
# expect:          ^^^^^
# expect:   File "script", line 92, in ctx
# expect:     raise TypeError("third") from e
# expect: TypeError: third
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 96, in <module>
# expect:     try: rec()
# expect:          ^^^^^
# expect:   File "script", line 95, in rec
# expect:     def rec(): rec()
# expect:                ^^^^^
# expect:   File "script", line 95, in rec
# expect:     def rec(): rec()
# expect:                ^^^^^
# expect:   File "script", line 95, in rec
# expect:     def rec(): rec()
# expect:                ^^^^^
# expect:   [Previous line repeated 996 more times]
# expect: RecursionError: maximum recursion depth exceeded
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 100, in <module>
# expect:     try: a(8)
# expect:          ^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                      ^^^^
# expect:   File "script", line 99, in b
# expect:     def b(n): return a(n - 1)
# expect:                      ^^^^^^^^
# expect:   File "script", line 98, in a
# expect:     def a(n): return b(n) if n else 1/0
# expect:                                     ~^~
# expect: ZeroDivisionError: division by zero
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 104, in <module>
# expect:     try: w()
# expect:          ^^^
# expect:   File "script", line 103, in w
# expect:     with 1 as x, 2: pass
# expect: TypeError: 'int' object does not support the context manager protocol
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 110, in <module>
# expect:     try: w2()
# expect:          ^^^^
# expect:   File "script", line 107, in w2
# expect:     with open_(9), \
# expect:   File "script", line 36, in __enter__
# expect:     if self.n == 0: raise KeyError("enter")
# expect:                     ^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'enter'
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 115, in <module>
# expect:     try: ret()
# expect:          ^^^^^
# expect:   File "script", line 113, in ret
# expect:     with open_(3):
# expect:   File "script", line 38, in __exit__
# expect:     if self.n == 3: raise RuntimeError("exit three")
# expect:                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: RuntimeError: exit three
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 125, in <module>
# expect:     try: nested()
# expect:          ^^^^^^^^
# expect:   File "script", line 119, in nested
# expect:     with open_(3):
# expect:   File "script", line 38, in __exit__
# expect:     if self.n == 3: raise RuntimeError("exit three")
# expect:                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: RuntimeError: exit three
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 129, in <module>
# expect:     try: unpack()
# expect:          ^^^^^^^^
# expect:   File "script", line 128, in unpack
# expect:     for a, b in [(1, 2), (3,)]: pass
# expect:         ^^^^
# expect: ValueError: not enough values to unpack (expected 2, got 1)
# expect: 
# expect: Traceback (most recent call last):
# expect:   File "script", line 133, in <module>
# expect:     try: next(yf())
# expect:          ^^^^^^^^^^
# expect:   File "script", line 132, in yf
# expect:     yield from 5
# expect: TypeError: 'int' object is not iterable
# expect: 
