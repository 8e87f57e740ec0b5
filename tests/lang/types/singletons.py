def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
print(None, ..., NotImplemented, Ellipsis is ..., repr(None), str(...))  # expect: None Ellipsis NotImplemented True None Ellipsis
print(bool(None), not None, bool(...), None == None, None != 0, None is None)  # expect: False True True True True True
print(type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented)  # expect: True True True
print({None: 1}[None], [None] == [None], (None,) == (None,))  # expect: 1 True True
print(NotImplemented.__reduce__(), (...).__reduce__())  # expect: NotImplemented Ellipsis
print(f'{None} {None!r:>6} {...}')  # expect: None   None Ellipsis
attempt(lambda: f'{None:>6}')  # expect: TypeError: unsupported format string passed to NoneType.__format__
attempt(lambda: None + 1)  # expect: TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'
attempt(lambda: None < 1)  # expect: TypeError: '<' not supported between instances of 'NoneType' and 'int'
none = None
attempt(lambda: none())  # expect: TypeError: 'NoneType' object is not callable
attempt(lambda: None.x)  # expect: AttributeError: 'NoneType' object has no attribute 'x'
attempt(lambda: len(None))  # expect: TypeError: object of type 'NoneType' has no len()
attempt(lambda: list(...))  # expect: TypeError: 'ellipsis' object is not iterable
attempt(lambda: setattr(None, 'x', 1))  # expect: AttributeError: 'NoneType' object has no attribute 'x'
print(hash(None) == hash(None), isinstance(hash(None), int))  # expect: True True
