# As many parts of a statement as anybody wants.
def count(source):
    names = {"x": 1, "f": lambda *args, **kwargs: len(args) + len(kwargs)}
    exec(source, names)
    return names.get("r")


many = range(1200)
print(count("r = f(" + ",".join(f"a{i}=x" for i in many) + ")"))  # expect: 1200
print(count("r = f(" + ",".join("x" for i in many) + ")"))  # expect: 1200
print(count("def g(*," + ",".join(f"a{i}=x" for i in many) + "): return a1199\nr = g()"))  # expect: 1
print(count("def g(*," + ",".join(f"a{i}=x" for i in many) + "): pass\nr = len(g.__kwdefaults__)"))  # expect: 1200
print(count("if x == 0: pass\n" + "".join(f"elif x == {i + 2}: pass\n" for i in range(900)) + "else: r = 2"))  # expect: 2
print(count("r = len([" + ",".join("*[x]" for i in many) + "])"))  # expect: 1200
print(count(",".join(f"a{i}" for i in many) + " = range(1200)\nr = a1199"))  # expect: 1199
try:
    count("class C(" + ",".join("x" for i in many) + "): pass")
except TypeError as error:
    print("no such class")  # expect: no such class
