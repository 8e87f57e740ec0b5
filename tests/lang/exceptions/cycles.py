# Cycles through exceptions, tracebacks and frames are collected.
import gc
gc.disable()
gc.collect()

def keeps_itself():
    try:
        1 / 0
    except ZeroDivisionError as e:
        kept = e
    return None

keeps_itself()
print(gc.collect() > 0)  # expect: True
print(gc.collect())  # expect: 0

def chain_cycle():
    a, b = ValueError("a"), ValueError("b")
    a.__context__ = b
    b.__context__ = a
chain_cycle()
print(gc.collect())  # expect: 4

def in_args():
    e = ValueError()
    e.args = (e,)
    e.attribute = [e]
in_args()
print(gc.collect() > 0)  # expect: True
