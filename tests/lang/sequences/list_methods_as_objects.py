l = [3, 1, 2]
a = l.append
a(5)
list.append(l, 6)
p = list.pop
print(l, p(l), list.__len__(l), l.__contains__(1), l.__getitem__(slice(0, 2)), list.index(l, 2))  # expect: [3, 1, 2, 5] 6 4 True [3, 1] 2
l.__setitem__(0, 9)
l.__delitem__(1)
print(l, l.__iadd__([7]) is l, l.__imul__(2) is l, l)  # expect: [9, 2, 5, 7, 9, 2, 5, 7] True True [9, 2, 5, 7, 9, 2, 5, 7]
print(l.__reversed__().__length_hint__(), l.__eq__([1]), l.__eq__(1), l.__lt__([100]), [].__hash__)  # expect: 8 False NotImplemented True None
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
attempt(lambda: list.append(1, 2))  # expect: TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object
attempt(lambda: list.append())  # expect: TypeError: unbound method list.append() needs an argument
attempt(lambda: l.nothing)  # expect: AttributeError: 'list' object has no attribute 'nothing'
attempt(lambda: [].__getitem__())  # expect: TypeError: list.__getitem__() takes exactly one argument (0 given)
attempt(lambda: [].__getitem__("a"))  # expect: TypeError: list indices must be integers or slices, not str
attempt(lambda: tuple.count([1], 1))  # expect: TypeError: descriptor 'count' for 'tuple' objects doesn't apply to a 'list' object
attempt(lambda: l.append.nothing)  # expect: AttributeError: 'builtin_function_or_method' object has no attribute 'nothing'
print(list.__name__, list.append.__name__, l.append.__self__ is l, type(list.append).__name__, type(l.append).__name__)  # expect: list append True method_descriptor builtin_function_or_method
