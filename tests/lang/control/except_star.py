# `except*`: each clause handles its part of a group; what is left, and what the clauses raise, leaves the statement.
import sys


def lines_of(error):
    found = []
    entry = error.__traceback__.tb_next
    while entry:
        found.append(entry.tb_lineno - entry.tb_frame.f_code.co_firstlineno)
        entry = entry.tb_next
    return found


def outcome(action):
    try:
        action()
    except BaseException as error:
        print(repr(error), repr(error.__context__), repr(error.__cause__), lines_of(error))
    else:
        print("handled")


def group():
    return ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])


def parts():
    try:
        raise group()
    except* ValueError as e:
        print("V", repr(e), e.__context__, sys.exc_info()[1] is e)
    except* (TypeError, OSError) as e:
        print("T", repr(e), sys.exc_info()[1] is e)
    except* IndexError:
        print("never")


outcome(parts)
# expect: V ExceptionGroup('g', [ValueError(1)]) None True
# expect: T ExceptionGroup('g', [TypeError(2)]) True
# expect: ExceptionGroup('g', [KeyError(3)]) None None [2]


def everything():
    try:
        raise group()
    except* Exception as e:
        print(repr(e))
    else:
        print("never")
    finally:
        print("finally", "e" in locals())


outcome(everything)
# expect: ExceptionGroup('g', [ValueError(1), TypeError(2), KeyError(3)])
# expect: finally False
# expect: handled


def nested():
    try:
        raise ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
    except* ValueError as e:
        print(repr(e))


outcome(nested)
# expect: ExceptionGroup('outer', [ValueError(1), ExceptionGroup('inner', [ValueError(3)])])
# expect: ExceptionGroup('outer', [ExceptionGroup('inner', [TypeError(2)])]) None None [2]


def naked():
    try:
        raise ValueError("naked")
    except* TypeError:
        print("never")
    except* ValueError as e:
        print(repr(e))


outcome(naked)
# expect: ExceptionGroup('', (ValueError('naked'),))
# expect: handled


def naked_again():
    try:
        raise ValueError("naked")
    except* ValueError:
        raise


outcome(naked_again)  # expect: ExceptionGroup('', (ValueError('naked'),)) None None []


def naked_not_handled():
    try:
        raise ValueError("naked")
    except* TypeError:
        pass


outcome(naked_not_handled)  # expect: ValueError('naked') None None [2]


def naked_replaced():
    try:
        raise ValueError("naked")
    except* ValueError:
        raise KeyError("new")


outcome(naked_replaced)  # expect: KeyError('new') ExceptionGroup('', (ValueError('naked'),)) None [4]


def raises_new():
    try:
        raise group()
    except* ValueError:
        raise KeyError("new")
    except* TypeError:
        raise


outcome(raises_new)
# expect: ExceptionGroup('', [KeyError('new'), ExceptionGroup('g', [TypeError(2), KeyError(3)])]) None None []


def raises_parts():
    try:
        raise group()
    except* ValueError as e:
        raise e
    except* TypeError as e:
        raise e from None


outcome(raises_parts)
# expect: ExceptionGroup('', [ExceptionGroup('g', [ValueError(1)]), ExceptionGroup('g', [TypeError(2)]), ExceptionGroup('g', [KeyError(3)])]) None None []


def interrupts():
    try:
        raise KeyboardInterrupt
    except* KeyboardInterrupt as e:
        print(repr(e))


outcome(interrupts)
# expect: BaseExceptionGroup('', (KeyboardInterrupt(),))
# expect: handled


def groups_refused():
    try:
        raise group()
    except* ExceptionGroup:
        pass


outcome(groups_refused)
# expect: TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.') ExceptionGroup('g', [ValueError(1), TypeError(2), KeyError(3)]) None [3]


def numbers_refused():
    try:
        raise group()
    except* ValueError:
        pass
    except* (5, TypeError):
        pass


outcome(numbers_refused)
# expect: TypeError('catching classes that do not inherit from BaseException is not allowed') ExceptionGroup('g', [ValueError(1)]) None [5]


def nothing_raised():
    try:
        pass
    except* undefined:
        print("never")
    else:
        print("else")


outcome(nothing_raised)
# expect: else
# expect: handled


def types_always_evaluated():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        pass
    except* undefined:
        pass


outcome(types_always_evaluated)
# expect: NameError("name 'undefined' is not defined") ExceptionGroup('g', [ValueError(1)]) None [5]


def notes():
    error = group()
    error.add_note("a note")
    try:
        raise error
    except* ValueError as e:
        print(e.__notes__)


try:
    notes()
except ExceptionGroup as e:
    print(repr(e), getattr(e, "__notes__", None))
# expect: ['a note']
# expect: ExceptionGroup('g', [TypeError(2), KeyError(3)]) ['a note']


def loops():
    for n in range(3):
        try:
            if n == 1:
                continue
            raise ExceptionGroup("g", [ValueError(n)])
        except* ValueError as e:
            for x in e.exceptions:
                if x:
                    break
            print(n, e)
    try:
        return "returned"
    except* ValueError:
        pass


print(loops())
# expect: 0 g (1 sub-exception)
# expect: 2 g (1 sub-exception)
# expect: returned


def generates():
    try:
        yield 1
    except* ValueError as e:
        yield repr(e)
    except* TypeError as e:
        yield repr(sys.exc_info()[1])
    yield "end"


g = generates()
next(g)
print(g.throw(group()), next(g))  # expect: ExceptionGroup('g', [ValueError(1)]) ExceptionGroup('g', [TypeError(2)])
try:
    next(g)
except ExceptionGroup as e:
    print(repr(e))
# expect: ExceptionGroup('g', [KeyError(3)])


def refused(body):
    source = f"def f():\n for x in y:\n  try: pass\n  except* A:\n   {body}"
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset)
    else:
        print("accepted")


refused("break")  # expect: 'break', 'continue' and 'return' cannot appear in an except* block 5 4 9
refused("continue")  # expect: 'break', 'continue' and 'return' cannot appear in an except* block 5 4 12
refused("return 1")  # expect: 'break', 'continue' and 'return' cannot appear in an except* block 5 11 12
refused("for a in b: return")  # expect: 'break', 'continue' and 'return' cannot appear in an except* block 5 16 22
refused("for a in b: break")  # expect: accepted
refused("while 1:\n    try: continue\n    finally: pass")  # expect: accepted
refused("def g(): return 1")  # expect: accepted
refused("pass\n  else:\n   return 1")  # expect: accepted
