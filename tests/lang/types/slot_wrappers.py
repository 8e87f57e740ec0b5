# Slots as methods: unbound in the type, bound to an object.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
print((5).__add__(3), (5).__radd__(3), (5).__sub__(3), (5).__rsub__(3), int.__add__(1, 2), int.__rsub__(1, 2))  # expect: 8 8 2 -2 3 1
print((5).__add__('a'), (5).__eq__('a'), (5).__lt__('a'), [].__lt__(()))  # expect: NotImplemented NotImplemented NotImplemented NotImplemented
print((5).__lt__(6), (5).__le__(5), (5).__eq__(5), (5).__ne__(5), (5).__gt__(6), (5).__ge__(6))  # expect: True True True False False False
print((5).__neg__(), (5).__pos__(), (-5).__abs__(), (5).__invert__(), (5).__bool__(), (0).__bool__(), (5).__index__())  # expect: -5 5 5 -6 True False 5
print((5).__int__(), (5).__float__(), (2).__pow__(3), (2).__pow__(3, 5), (2).__rpow__(3), (7).__divmod__(2), (7).__rdivmod__(20))  # expect: 5 5.0 8 3 9 (3, 1) (2, 6)
print((5).__lshift__(1), (5).__rshift__(1), (5).__and__(4), (5).__or__(2), (5).__xor__(1), (7).__floordiv__(2), (7).__truediv__(2))  # expect: 10 2 4 7 4 3 3.5
print((7).__mod__(4), (5).__hash__(), (5).__repr__(), (5).__str__(), (5).__format__('>3'))  # expect: 3 5 5 5   5
print([1, 2].__len__(), [1, 2].__getitem__(0), [1, 2].__contains__(2), [1].__add__([2]), [1].__mul__(2), [1].__rmul__(2))  # expect: 2 1 True [1, 2] [1, 1] [1, 1]
print((1, 2).__len__(), (1, 2).__getitem__(-1), (1, 2).__contains__(3), (1,).__add__((2,)), 'abc'.__getitem__(1), 'abc'.__len__())  # expect: 2 2 False (1, 2) b 3
print({'a': 1}.__len__(), {'a': 1}.__getitem__('a'), {'a': 1}.__contains__('b'), 'a'.__mul__(3), 'a%s'.__mod__('b'))  # expect: 1 1 False aaa ab
l = [1, 2, 3]
print(l.__setitem__(0, 9), l, l.__delitem__(0), l, l.__iadd__([4]), l.__imul__(2) is l, l)  # expect: None [2, 3, 4, 2, 3, 4] None [2, 3, 4, 2, 3, 4] [2, 3, 4, 2, 3, 4] True [2, 3, 4, 2, 3, 4]
it = l.__iter__()
print(it.__next__(), next(it), it.__iter__() is it)  # expect: 2 3 True
print(l.__eq__([2, 3]), l.__ne__(l), l.__hash__)  # expect: False False None
print(int.__add__, (5).__add__.__name__, (5).__add__.__self__, (5).__add__.__objclass__, (5).__add__.__qualname__)  # expect: <slot wrapper '__add__' of 'int' objects> __add__ 5 <class 'int'> int.__add__
print(int.__add__.__name__, int.__add__.__qualname__, int.__add__.__objclass__, int.__add__.__doc__)  # expect: __add__ int.__add__ <class 'int'> Return self+value.
print((5).__add__ == (5).__add__, (5).__add__ == (6).__add__, (5).__add__ is (5).__add__)  # expect: True False False
print(bool.__add__ is int.__add__, True.__add__(True), bool.__and__ is int.__and__)  # expect: True 2 False
print(list.__init__, [].__init__((1, 2)))  # expect: <slot wrapper '__init__' of 'list' objects> None
print(int.__getattribute__(5, 'real'), (5).__getattribute__('imag'), type.__getattribute__(int, '__name__'))  # expect: 5 0 int
print(len.__call__('abc'), int.__call__('5'), list.__call__('ab'))  # expect: 3 5 ['a', 'b']
print((lambda: 5).__call__(), (lambda x: x).__get__(5)(), type((lambda: 5).__get__(1)).__name__)  # expect: 5 5 method
print(list.append.__get__([7])(8), list.append.__get__(None, list) is list.append)  # expect: None True
print(int.__add__.__get__(5)(6))  # expect: 11
attempt(lambda: (5).__add__())  # expect: TypeError: expected 1 argument, got 0
attempt(lambda: (5).__add__(1, 2))  # expect: TypeError: expected 1 argument, got 2
attempt(lambda: (5).__add__(x=1))  # expect: TypeError: wrapper __add__() takes no keyword arguments
attempt(lambda: int.__add__())  # expect: TypeError: descriptor '__add__' of 'int' object needs an argument
attempt(lambda: int.__add__('a'))  # expect: TypeError: descriptor '__add__' requires a 'int' object but received a 'str'
attempt(lambda: int.__add__('a', 1))  # expect: TypeError: descriptor '__add__' requires a 'int' object but received a 'str'
attempt(lambda: int.__add__(1))  # expect: TypeError: expected 1 argument, got 0
attempt(lambda: [].__len__(1))  # expect: TypeError: expected 0 arguments, got 1
attempt(lambda: [].__setitem__(1))  # expect: TypeError:  expected 2 arguments, got 1
attempt(lambda: [].__setitem__(1, 2))  # expect: IndexError: list assignment index out of range
attempt(lambda: [].__delitem__())  # expect: TypeError: expected 1 argument, got 0
attempt(lambda: [].__mul__('a'))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: ().__getitem__('a'))  # expect: TypeError: tuple indices must be integers or slices, not str
attempt(lambda: (5).__pow__())  # expect: TypeError:  expected at least 1 argument, got 0
attempt(lambda: (5).__pow__(1, 2, 3))  # expect: TypeError:  expected at most 2 arguments, got 3
attempt(lambda: (5).__lt__(1, 2))  # expect: TypeError: expected 1 argument, got 2
attempt(lambda: (5).__eq__())  # expect: TypeError: expected 1 argument, got 0
attempt(lambda: (5).__hash__(1))  # expect: TypeError: expected 0 arguments, got 1
attempt(lambda: (5).__repr__(1))  # expect: TypeError: expected 0 arguments, got 1
attempt(lambda: iter([]).__next__())  # expect: StopIteration: 
attempt(lambda: iter([]).__next__(1))  # expect: TypeError: expected 0 arguments, got 1
attempt(lambda: object.__setattr__(int, 'x', 1))  # expect: TypeError: can't apply this __setattr__ to type object
attempt(lambda: object.__delattr__(int, 'x'))  # expect: TypeError: can't apply this __delattr__ to type object
attempt(lambda: object.__setattr__(5, 'x', 1))  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(lambda: object.__getattribute__(5, 'x'))  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(lambda: object.__getattribute__(5, 5))  # expect: TypeError: attribute name must be string, not 'int'
attempt(lambda: type.__getattribute__(5, 'x'))  # expect: TypeError: descriptor '__getattribute__' requires a 'type' object but received a 'int'
attempt(lambda: list.append.__get__(5))  # expect: TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object
attempt(lambda: int.__add__.__get__('a'))  # expect: TypeError: descriptor '__add__' for 'int' objects doesn't apply to a 'str' object
attempt(lambda: list.append.__get__(None))  # expect: TypeError: __get__(None, None) is invalid
attempt(lambda: list.append.__get__(None, None))  # expect: TypeError: __get__(None, None) is invalid
attempt(lambda: list.append.__get__())  # expect: TypeError:  expected at least 1 argument, got 0
attempt(lambda: int.__dict__['real'].__get__('a'))  # expect: TypeError: descriptor 'real' for 'int' objects doesn't apply to a 'str' object
attempt(lambda: int.__dict__['real'].__get__(5))  # expect: 5
attempt(lambda: int.__dict__['real'].__set__(5, 6))  # expect: AttributeError: attribute 'real' of 'int' objects is not writable
attempt(lambda: int.__dict__['real'].__set__('a', 6))  # expect: TypeError: descriptor 'real' for 'int' objects doesn't apply to a 'str' object
attempt(lambda: int.__dict__['real'].__set__(5))  # expect: TypeError:  expected 2 arguments, got 1
attempt(lambda: int.__dict__['real'].__delete__(5))  # expect: AttributeError: attribute 'real' of 'int' objects is not writable
attempt(lambda: type.__dict__['__mro__'].__set__(int, 5))  # expect: AttributeError: readonly attribute
attempt(lambda: type.__dict__['__name__'].__set__(int, 'x'))  # expect: TypeError: cannot set '__name__' attribute of immutable type 'int'
attempt(lambda: int.__dict__['real'].__name__)  # expect: real
attempt(lambda: int.__dict__['real'].__qualname__)  # expect: int.real
attempt(lambda: int.__dict__['real'].__objclass__)  # expect: <class 'int'>
