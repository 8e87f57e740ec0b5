print(bool(), bool(0), bool(1), bool(-1), bool(0.0), bool(-0.0), bool(float("nan")), bool(""), bool("a"), bool([]), bool([0]), bool({}), bool(None), bool(()), bool(10**30))  # expect: False False True True False False True False True False True False False False True
print(True + True, True * 5, True - False, -True, +True, abs(True), ~False, True / 2, True // 2, True % 2, 7 % True, divmod(True, 2), True < 2, True == 1.0)  # expect: 2 5 1 -1 1 1 -1 0.5 0 1 0 (0, 1) True True
print(isinstance(True, int), type(True).__name__, bool.__bases__ == (int,), [10, 20][True], "ab"[False], sum([True, True, False]), int(True), float(True), str(True), repr(False), hash(True))  # expect: True bool True 20 a 2 1 1.0 True False 1
print(not 0, not 5, not "", True and 5, False or 7, True is not False, (1 < 2) is True, format(True), format(True, "d"), f"{True:>6}", f"{True}", "%d %s" % (True, False))  # expect: True False True 5 7 True True True 1      1 True 1 False
for f in (lambda: bool(1, 2), lambda: bool(x=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)  # expect: bool expected at most 1 argument, got 2
        # expect: bool() takes no keyword arguments
