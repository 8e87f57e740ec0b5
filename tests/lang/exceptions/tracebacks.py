# Traceback and frame objects.
import sys

def inner():
    local = "kept"
    return 1 / 0

def outer(argument):
    inner()

try:
    outer(5)
except ZeroDivisionError as e:
    tb = e.__traceback__
print(tb.tb_lineno, tb.tb_frame.f_code.co_name)  # expect: 12 <module>
print(tb.tb_next.tb_lineno, tb.tb_next.tb_frame.f_code.co_name)  # expect: 9 outer
print(tb.tb_next.tb_next.tb_lineno, tb.tb_next.tb_next.tb_next)  # expect: 6 None
print(tb.tb_next.tb_frame.f_locals)  # expect: {'argument': 5}
print(tb.tb_next.tb_next.tb_frame.f_locals)  # expect: {'local': 'kept'}
print(tb.tb_next.tb_next.tb_frame.f_lineno)  # expect: 6
print(tb.tb_next.tb_next.tb_frame.f_back is tb.tb_next.tb_frame)  # expect: True
print(tb.tb_next.tb_frame.f_back is tb.tb_frame)  # expect: True
print(tb.tb_frame.f_globals is globals(), tb.tb_next.tb_frame.f_globals is globals())  # expect: True True
print(tb.tb_next.tb_frame.f_builtins["len"] is len)  # expect: True
print(type(tb), type(tb.tb_frame))  # expect: <class 'traceback'> <class 'frame'>
print(dir(tb))  # expect: ['tb_frame', 'tb_lasti', 'tb_lineno', 'tb_next']
tb.tb_next.tb_next.tb_frame.clear()
print(tb.tb_next.tb_next.tb_frame.f_locals)  # expect: {}

for value in (5, tb):
    try:
        tb.tb_next.tb_next = value
    except (TypeError, ValueError) as error:
        print(error)  # expect: expected traceback object, got 'int'
        # expect: traceback loop detected
tb.tb_next = None
print(tb.tb_next)  # expect: None
try:
    del tb.tb_next
except TypeError as error:
    print(error)  # expect: can't delete tb_next attribute
try:
    tb.tb_lineno = 3
except AttributeError as error:
    print(error)  # expect: attribute 'tb_lineno' of 'traceback' objects is not writable

e = ValueError("x")
print(e.with_traceback(tb) is e, e.__traceback__ is tb)  # expect: True True
print(e.with_traceback(None).__traceback__)  # expect: None
try:
    e.with_traceback(5)
except TypeError as error:
    print(error)  # expect: __traceback__ must be a traceback or None

made = type(tb)(None, tb.tb_frame, 0, 99)
print(made.tb_lineno, made.tb_next, made.tb_frame is tb.tb_frame)  # expect: 99 None True
for arguments in ((), (None, None, 0, 1), (5, tb.tb_frame, 0, 1), (None, tb.tb_frame, "a", 1)):
    try:
        type(tb)(*arguments)
    except TypeError as error:
        print(error)  # expect: TracebackType() missing required argument 'tb_next' (pos 1)
        # expect: TracebackType() argument 'tb_frame' must be frame, not None
        # expect: expected traceback object or None, got 'int'
        # expect: 'str' object cannot be interpreted as an integer
try:
    type(tb.tb_frame)()
except TypeError as error:
    print(error)  # expect: cannot create 'frame' instances

def frames():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, sys._getframe(1) is frame.f_back
print(frames())  # expect: ('frames', '<module>', True)

# A traceback grows with each function that the exception leaves, and when it is raised again.
def catch_and_raise():
    try:
        inner()
    except ZeroDivisionError:
        raise
try:
    catch_and_raise()
except ZeroDivisionError as e:
    tb = e.__traceback__
    names = []
    while tb is not None:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno == tb.tb_frame.f_lineno))
        tb = tb.tb_next
print(names)  # expect: [('<module>', False), ('catch_and_raise', False), ('inner', True)]
