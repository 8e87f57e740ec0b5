# sys.modules decides: entries that are None, replaced, deleted, made by hand.
import sys
import types_here as types
module = types.Module("made")
module.x = 1
sys.modules["made"] = module
import made
from made import x
print(made is module, x)  # expect: True 1
sys.modules["made"] = None
for action in (lambda: __import__("made"), lambda: __import__("made.part")):
    try:
        action()
    except ImportError as error:
        print(type(error).__name__, error, error.name)
# expect: ModuleNotFoundError import of made halted; None in sys.modules made
# expect: ModuleNotFoundError No module named 'made.part'; 'made' is not a package made.part
sys.modules["number"] = 5
import number
print(number)  # expect: 5
try:
    from number import real, nothing
except ImportError as error:
    print(error)  # expect: cannot import name 'nothing' from '<unknown module name>' (unknown location)
del sys.modules["made"]
try:
    import made
except ImportError as error:
    print(error)  # expect: No module named 'made'

import counted  # expect: counted runs
import counted
first = counted
del sys.modules["counted"]
import counted  # expect: counted runs
print(counted is first, first.__name__)  # expect: False counted

import replacing
print(replacing)  # expect: not a module
import removing_other
print("replacing" in sys.modules, "removing_other" in sys.modules)  # expect: False True
try:
    import removing_itself
except KeyError as error:
    print("KeyError", error)  # expect: KeyError 'removing_itself'

# A package by hand: __path__ makes it one.
hand = types.Module("hand")
sys.modules["hand"] = hand
try:
    import hand.part
except ImportError as error:
    print(error)  # expect: No module named 'hand.part'; 'hand' is not a package
hand.__path__ = []
try:
    import hand.part
except ImportError as error:
    print(error)  # expect: No module named 'hand.part'
sys.modules["hand.part"] = 7
import hand.part
from hand import part as again
print(again, hasattr(hand, "part"))  # expect: 7 False
