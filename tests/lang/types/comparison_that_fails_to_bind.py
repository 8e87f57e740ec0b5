# A comparison method that cannot be had counts as none; other methods pass the failure on.
def broken(self):
    raise AttributeError("broken")


class Odd:
    __eq__ = __lt__ = property(broken)
    __add__ = property(broken)


print(Odd() == Odd())  # expect: False
try:
    Odd() < Odd()
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'Odd' and 'Odd'
Odd() + 1  # error: AttributeError: broken
