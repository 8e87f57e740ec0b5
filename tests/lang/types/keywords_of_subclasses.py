# Built-in types take no keywords, nor do subclasses without an __init__ of their own.
class Pair(tuple):
    pass


class Named(tuple):
    def __init__(self, items, name=None):
        self.name = name


print(Named([1, 2], name="two").name)  # expect: two
for make in (lambda: Pair(items=()), lambda: tuple(items=()), lambda: float(x=1), lambda: reversed(items=())):
    try:
        make()
    except TypeError as error:
        print(error)
# expect: tuple() takes no keyword arguments
# expect: tuple() takes no keyword arguments
# expect: float() takes no keyword arguments
# expect: reversed() takes no keyword arguments
