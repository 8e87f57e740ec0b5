out = []
for x in [1, 2, 3]:
    if x == 2:
        continue
    out.append(x)
else:
    out.append("else")
print(out)  # expect: [1, 3, 'else']
out = []
for x in (1, 2, 3):
    if x == 2:
        break
    out.append(x)
else:
    out.append("else")
print(out)  # expect: [1]
for i in range(3):
    for j in range(3):
        if j == 2:
            break
    else:
        out.append("never")
    out.append((i, j))
print(out)  # expect: [1, (0, 2), (1, 2), (2, 2)]
l = [1, 2, 3, 4]
for x in l:
    if x % 2:
        l.remove(x)
print(l)  # expect: [2, 4]
for x in []:
    pass
else:
    print("empty")  # expect: empty
def first(l):
    for x in l:
        return x
print(first([7, 8]), first([]), first("xy"), first({5: 6}))  # expect: 7 None x 5
for l[0] in range(3):
    pass
print(l)  # expect: [2, 4]
for a, *b in [(1, 2, 3), "xyz"]:
    out = a, b
print(out)  # expect: ('x', ['y', 'z'])
for x in 5:  # error: TypeError: 'int' object is not iterable
    pass
