# The ints from -5 to 256 exist once; others are made anew.
def add(a, b):
    return a + b


print(add(255, 1) is add(250, 6), add(256, 1) is add(255, 2), add(-4, -1) is add(-5, 0), add(-5, -1) is add(-3, -3))  # expect: True False True False
big = add(10**30, 0)
print(add(2**40, -(2**40) + 7) is add(3, 4), (big // 10**29) is add(5, 5), int("42") is add(40, 2), int(7.9) is add(3, 4))  # expect: True True True True
print(big % 7 is add(0, 1), (big >> 98) is add(1, 2), (big & 0) is add(0, 0), pow(2, 100, 5) is add(0, 1), len("abc") is add(1, 2), abs(add(-1, -2)) is add(1, 2))  # expect: True True True True True True
