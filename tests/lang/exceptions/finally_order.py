# The order in which nested handlers and finally-bodies run.
log = []
def f():
    try:
        try:
            log.append(1)
            raise ValueError("v")
        except KeyError:
            log.append("never")
        finally:
            log.append(2)
            try:
                raise TypeError("t")
            except TypeError as e:
                log.append(repr(e.__context__))
            log.append(3)
    except ValueError as e:
        log.append(repr(e))
        return "returned"
    finally:
        log.append(4)
print(f(), log)  # expect: returned [1, 2, "ValueError('v')", 3, "ValueError('v')", 4]

def g():
    try:
        return "try"
    finally:
        try:
            raise ValueError
        except ValueError:
            pass
print(g())  # expect: try

def h(n):
    while True:
        try:
            try:
                if n == 0:
                    return "zero"
                if n == 1:
                    break
                if n == 2:
                    n = 1
                    continue
                raise ValueError(n)
            finally:
                log.append(n)
        except ValueError:
            n = 0
    return "broke"
log.clear()
print(h(0), h(1), h(2), h(3), log)  # expect: zero broke broke zero [0, 1, 1, 1, 3, 0]
