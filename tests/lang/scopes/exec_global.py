# A name that a function declares global is global to the code around it too, also where that runs with other locals.
source = """
def f():
    y = 1
    def g():
        global y
        return y
    return g
y = 9
print(f()())
"""
namespace, local = {}, {}
exec(source, namespace, local)  # expect: 9
print("y" in namespace, sorted(local))  # expect: True ['f']


def inside():
    exec("def f():\n  global seen\n  seen += 1\nseen = 7\nf()\nprint(seen)")  # expect: 8


inside()
print(seen)  # expect: 8
