l = [1, 2, 3]
it = iter(l)
out = []
for x in it:
    out.append(x)
    if len(l) < 8:
        l.append(x * 10)
print(out, l)  # expect: [1, 2, 3, 10, 20, 30, 100, 200] [1, 2, 3, 10, 20, 30, 100, 200]
m = [1]
try:
    for x in m:
        m.extend([x] * len(m))
        if len(m) > 100:
            raise ValueError("enough")
except ValueError as e:
    print(e, len(m))  # expect: enough 128
