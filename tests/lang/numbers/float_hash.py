print(hash(0.0), hash(-0.0), hash(1.0), hash(-1.0), hash(1.5), hash(0.1), hash(-0.1), hash(1e300), hash(float("inf")), hash(-float("inf")), hash(5e-324), hash(2.0**61), hash(1e16) == hash(10**16), hash(1e23) == hash(int(1e23)))  # expect: 0 0 1 -2 1152921504606846977 230584300921369408 -230584300921369408 1224995262755759164 314159 -314159 16777216 1 True True
d = {1.5: "a", 2.0: "b"}
print(d[1.5], d[2], 2.0 in {2: 1}, {0.0: "x"}[-0.0], len({1.0: 0, 1: 1, True: 2}))  # expect: a b True x 1
