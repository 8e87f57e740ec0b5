# NameError.name, AttributeError.name and obj, ImportError.name and path.
try:
    undefined
except NameError as e:
    print(e, e.name, e.args)  # expect: name 'undefined' is not defined undefined ("name 'undefined' is not defined",)
x = 5
try:
    x.nothing
except AttributeError as e:
    print(e, e.name, e.obj, e.args)  # expect: 'int' object has no attribute 'nothing' nothing 5 ("'int' object has no attribute 'nothing'",)
print(NameError("t", name="n").name, NameError("t").name)  # expect: n None
print(AttributeError("t", name="n", obj=5).obj, AttributeError("t").obj)  # expect: 5 None
e = ImportError("t", name="n", path="p")
print(e.msg, e.name, e.path, e.args, str(e), repr(e))  # expect: t n p ('t',) t ImportError('t')
print(ImportError("a", "b").msg, str(ImportError("a", "b")), ImportError().msg)  # expect: None ('a', 'b') None
print(e.__reduce__())  # expect: (<class 'ImportError'>, ('t',), {'name': 'n', 'path': 'p'})
print(ImportError("t").__reduce__())  # expect: (<class 'ImportError'>, ('t',))
try:
    import nothing_at_all
except ImportError as e:
    print(type(e), e, e.name, e.msg)  # expect: <class 'ModuleNotFoundError'> No module named 'nothing_at_all' nothing_at_all No module named 'nothing_at_all'
for make in (lambda: NameError(x=1), lambda: AttributeError(nam=1), lambda: ImportError(a=1)):
    try:
        make()
    except TypeError as e:
        print(e)  # expect: 'x' is an invalid keyword argument for NameError()
        # expect: 'nam' is an invalid keyword argument for AttributeError()
        # expect: 'a' is an invalid keyword argument for ImportError()
try:
    AttributeError(name=1, obj=2, more=3)
except TypeError as e:
    print(e)  # expect: AttributeError() takes at most 2 keyword arguments (3 given)
def local():
    print(unbound)
    unbound = 1
try:
    local()
except UnboundLocalError as e:
    print(e, e.name)  # expect: cannot access local variable 'unbound' where it is not associated with a value None
