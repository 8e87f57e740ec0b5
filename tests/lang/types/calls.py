# Calls of built-in functions and methods with the wrong arguments.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
attempt(lambda: len())  # expect: TypeError: len() takes exactly one argument (0 given)
attempt(lambda: len(1, 2))  # expect: TypeError: len() takes exactly one argument (2 given)
attempt(lambda: len(x=1))  # expect: TypeError: len() takes no keyword arguments
attempt(lambda: len([], x=1))  # expect: TypeError: len() takes no keyword arguments
attempt(lambda: [].append())  # expect: TypeError: list.append() takes exactly one argument (0 given)
attempt(lambda: [].append(1, 2))  # expect: TypeError: list.append() takes exactly one argument (2 given)
attempt(lambda: [].append(x=1))  # expect: TypeError: list.append() takes no keyword arguments
attempt(lambda: [].clear(1))  # expect: TypeError: list.clear() takes no arguments (1 given)
attempt(lambda: [].clear(x=1))  # expect: TypeError: list.clear() takes no keyword arguments
attempt(lambda: [].pop(1, 2))  # expect: TypeError: pop expected at most 1 argument, got 2
attempt(lambda: [].insert(1))  # expect: TypeError: insert expected 2 arguments, got 1
attempt(lambda: [].index())  # expect: TypeError: index expected at least 1 argument, got 0
attempt(lambda: {}.get())  # expect: TypeError: get expected at least 1 argument, got 0
attempt(lambda: {}.get(1, 2, 3))  # expect: TypeError: get expected at most 2 arguments, got 3
attempt(lambda: {}.keys(1))  # expect: TypeError: dict.keys() takes no arguments (1 given)
attempt(lambda: list.append())  # expect: TypeError: unbound method list.append() needs an argument
attempt(lambda: list.append(1))  # expect: TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object
attempt(lambda: list.append([]))  # expect: TypeError: list.append() takes exactly one argument (0 given)
attempt(lambda: list.append([], 1, 2))  # expect: TypeError: list.append() takes exactly one argument (2 given)
attempt(lambda: list.append(1, 2))  # expect: TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object
attempt(lambda: list.append([], x=1))  # expect: TypeError: list.append() takes no keyword arguments
attempt(lambda: list.clear())  # expect: TypeError: unbound method list.clear() needs an argument
attempt(lambda: list.clear(()))  # expect: TypeError: descriptor 'clear' for 'list' objects doesn't apply to a 'tuple' object
attempt(lambda: list.clear([], 1))  # expect: TypeError: list.clear() takes no arguments (1 given)
attempt(lambda: str.split())  # expect: TypeError: unbound method str.split() needs an argument
attempt(lambda: str.split(1))  # expect: TypeError: descriptor 'split' for 'str' objects doesn't apply to a 'int' object
attempt(lambda: str.upper(1))  # expect: TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
attempt(lambda: str.upper('a', 1))  # expect: TypeError: str.upper() takes no arguments (1 given)
attempt(lambda: dict.get({}))  # expect: TypeError: get expected at least 1 argument, got 0
attempt(lambda: dict.fromkeys())  # expect: TypeError: fromkeys expected at least 1 argument, got 0
attempt(lambda: dict.__dict__['fromkeys']())  # expect: TypeError: descriptor 'fromkeys' of 'dict' object needs an argument
attempt(lambda: dict.__dict__['fromkeys'](1))  # expect: TypeError: descriptor 'fromkeys' for type 'dict' needs a type, not a 'int' as arg 2
attempt(lambda: dict.__dict__['fromkeys'](int))  # expect: TypeError: descriptor 'fromkeys' requires a subtype of 'dict' but received 'int'
attempt(lambda: dict.__dict__['fromkeys'](dict, 'ab'))  # expect: {'a': None, 'b': None}
attempt(lambda: isinstance(1, 2, 3))  # expect: TypeError: isinstance expected 2 arguments, got 3
attempt(lambda: getattr())  # expect: TypeError: getattr expected at least 2 arguments, got 0
attempt(lambda: getattr(1))  # expect: TypeError: getattr expected at least 2 arguments, got 1
attempt(lambda: callable())  # expect: TypeError: callable() takes exactly one argument (0 given)
attempt(lambda: id())  # expect: TypeError: id() takes exactly one argument (0 given)
attempt(lambda: sorted())  # expect: TypeError: sorted expected 1 argument, got 0
attempt(lambda: sorted([], [], []))  # expect: TypeError: sorted expected 1 argument, got 3
attempt(lambda: sorted([], reversed=1))  # expect: TypeError: 'reversed' is an invalid keyword argument for sort()
attempt(lambda: int(1, 2, 3))  # expect: TypeError: int() takes at most 2 arguments (3 given)
attempt(lambda: int(1, x=1))  # expect: TypeError: 'x' is an invalid keyword argument for int()
attempt(lambda: int(base=10))  # expect: TypeError: int() missing string argument
attempt(lambda: 'a b'.split(sep=' ', maxsplit=1))  # expect: ['a', 'b']
attempt(lambda: 'a b'.split(' ', sep=' '))  # expect: TypeError: argument for split() given by name ('sep') and position (1)
attempt(lambda: 'a b'.split(x=1))  # expect: TypeError: 'x' is an invalid keyword argument for split()
attempt(lambda: 'a b'.split(' ', 1, 2))  # expect: TypeError: split() takes at most 2 arguments (3 given)
attempt(lambda: 'a'.encode(encodin='x'))  # expect: TypeError: 'encodin' is an invalid keyword argument for encode()
attempt(lambda: enumerate())  # expect: TypeError: enumerate() missing required argument 'iterable'
attempt(lambda: enumerate(1, 2, 3))  # expect: TypeError: enumerate() takes at most 2 arguments (3 given)
attempt(lambda: enumerate([], x=1))  # expect: TypeError: 'x' is an invalid keyword argument for enumerate()
attempt(lambda: range())  # expect: TypeError: range expected at least 1 argument, got 0
attempt(lambda: range(1, 2, 3, 4))  # expect: TypeError: range expected at most 3 arguments, got 4
attempt(lambda: range(x=1))  # expect: TypeError: range() takes no keyword arguments
none, five, text, pair = None, 5, 'a', (1, 2)
attempt(lambda: none())  # expect: TypeError: 'NoneType' object is not callable
attempt(lambda: five())  # expect: TypeError: 'int' object is not callable
attempt(lambda: text(1))  # expect: TypeError: 'str' object is not callable
attempt(lambda: pair(3))  # expect: TypeError: 'tuple' object is not callable
attempt(lambda: {}.x())  # expect: AttributeError: 'dict' object has no attribute 'x'
print(len.__name__, len.__qualname__, len.__module__, len.__self__)  # expect: len len builtins <module 'builtins' (built-in)>
m = [1, 2].append
print(m.__name__, m.__qualname__, m.__module__, m.__self__)  # expect: append list.append None [1, 2]
m(3)
print(m.__self__, m == m.__self__.append, m == [].append, m is m.__self__.append)  # expect: [1, 2, 3] True False False
print(hash(m) == hash(m.__self__.append))  # expect: True
print(len, repr(print), str(len))  # expect: <built-in function len> <built-in function print> <built-in function len>
print(dict.fromkeys.__qualname__, dict.fromkeys.__self__)  # expect: dict.fromkeys <class 'dict'>
print(list.append.__name__, list.append.__qualname__, list.append.__objclass__)  # expect: append list.append <class 'list'>
print(list.append, int.__add__, [].append is [].append)  # expect: <method 'append' of 'list' objects> <slot wrapper '__add__' of 'int' objects> False
call = list.append
l = []
call(l, 5)
print(l)  # expect: [5]
print(callable(len), callable([].append), callable(int), callable(5), callable(int.__add__))  # expect: True True True False True
print(print.__call__('via', '__call__'))  # expect: via __call__
# expect: None
print(len.__call__([1, 2, 3]), [].__len__.__call__())  # expect: 3 0
kw = {'sep': '-', 'end': '!\n'}
print(1, 2, 3, **kw)  # expect: 1-2-3!
args = (1, 2)
print(*args, *[3, 4], sep='+')  # expect: 1+2+3+4
print(max(*[3, 1, 2], key=lambda x: -x))  # expect: 1

# Keywords are merged before the one iterable is looked at.
def kind_of(f, *args):
    try:
        f(*args)
    except TypeError as error:
        print(error)


kind_of(lambda: len(*5, **6))  # expect: len() argument after ** must be a mapping, not int
kind_of(lambda: len(1, *5, **6))  # expect: Value after * must be an iterable, not int
kind_of(lambda: len(*5, **{}))  # expect: len() argument after * must be an iterable, not int
