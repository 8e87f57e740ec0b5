# __getattr__ and __dir__ of modules, and what a module object can do.
import lazy
print(lazy.computed, lazy.present)  # expect: made computed 1
from lazy import other
print(other)  # expect: made other
try:
    lazy.absent
except AttributeError as error:
    print(error)  # expect: no absent
try:
    from lazy import absent
except ImportError as error:
    print(str(error).partition(" (")[0])  # expect: cannot import name 'absent' from 'lazy'
try:
    from lazy import failing
except ValueError as error:
    print(repr(error))  # expect: ValueError('failing')
print(dir(lazy))  # expect: ['a', 'b']
print(hasattr(lazy, "absent"), getattr(lazy, "absent", "default"))  # expect: False default
Module = type(lazy)
m = Module("m", "text")
print(m, m.__doc__, m.__spec__, m.__loader__, m.__package__)  # expect: <module 'm'> text None None None
m.__loader__ = 5
print(m)  # expect: <module 'm' (5)>
m.__file__ = "m.py"
print(m)  # expect: <module 'm' from 'm.py'>
del m.__name__
print(m)  # expect: <module '?' from 'm.py'>
try:
    m.x
except AttributeError as error:
    print(error)  # expect: module has no attribute 'x'
m.__spec__ = 5
try:
    print(m)
except AttributeError as error:
    print(error)  # expect: 'int' object has no attribute 'name'
m.__spec__ = lazy.__spec__
print(repr(m) == repr(lazy), m.__spec__.name)  # expect: True lazy
import sys
print(sys)  # expect: <module 'sys' (built-in)>
print(Module("x").__dict__ == {"__name__": "x", "__doc__": None, "__package__": None, "__loader__": None,
                              "__spec__": None})  # expect: True
