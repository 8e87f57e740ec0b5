# Which handler runs, and what runs around it.
def attempt(action):
    try:
        result = action()
    except ZeroDivisionError:
        return "zero"
    except (KeyError, IndexError) as e:
        return "lookup " + repr(e)
    except Exception as e:
        return "other " + type(e).__name__
    else:
        return "fine " + str(result)
    finally:
        log.append("finally")

log = []
print(attempt(lambda: 1 / 0))  # expect: zero
print(attempt(lambda: {}["k"]))  # expect: lookup KeyError('k')
print(attempt(lambda: [][1]))  # expect: lookup IndexError('list index out of range')
print(attempt(lambda: undefined))  # expect: other NameError
print(attempt(lambda: 5))  # expect: fine 5
print(log)  # expect: ['finally', 'finally', 'finally', 'finally', 'finally']

def finally_wins():
    try:
        return 1
    finally:
        return 2
print(finally_wins())  # expect: 2

def swallow():
    for i in range(3):
        try:
            1 / 0
        finally:
            break
    return i
print(swallow())  # expect: 0

def go_on():
    done = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            done.append(i)
        finally:
            done.append("f")
    return done
print(go_on())  # expect: [0, 'f', 'f', 2, 'f', 'f']

try:
    pass
except:
    print("never")
else:
    print("else")  # expect: else

try:
    try:
        1 / 0
    except KeyError:
        print("never")
except ArithmeticError as e:
    print("outer", e)  # expect: outer division by zero

try:
    raise KeyError
except:
    print("bare")  # expect: bare
