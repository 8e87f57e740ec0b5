# A module that fails leaves sys.modules; what it had imported stays. The next attempt runs it again.
import sys
for attempt in (1, 2):
    try:
        import broken
    except ZeroDivisionError as error:
        print(error, "broken" in sys.modules, "fine" in sys.modules)
        # expect: fine runs
        # expect: division by zero False True
        # expect: division by zero False True
try:
    import wrong
except SyntaxError as error:
    print(error.msg, error.lineno, "wrong" in sys.modules)  # expect: expected ':' 2 False
for name in ("missing", "fine.part", "pack.missing", "pack.part.deeper", "pack", "pack.bad"):
    try:
        __import__(name)
    except ImportError as error:
        print(type(error).__name__, "|", error, "|", error.name)
    else:
        print(name, "is there")
# expect: ModuleNotFoundError | No module named 'missing' | missing
# expect: ModuleNotFoundError | No module named 'fine.part'; 'fine' is not a package | fine.part
# expect: ModuleNotFoundError | No module named 'pack.missing' | pack.missing
# expect: ModuleNotFoundError | No module named 'pack.part.deeper'; 'pack.part' is not a package | pack.part.deeper
# expect: pack is there
# expect: ModuleNotFoundError | No module named 'nowhere' | nowhere
try:
    from pack import nothing
except ImportError as error:
    print(type(error).__name__, str(error).partition(" (")[0], error.name, error.path is not None)
    # expect: ImportError cannot import name 'nothing' from 'pack' pack True
try:
    from pack import bad
except ImportError as error:
    print(error, hasattr(sys.modules["pack"], "bad"))  # expect: No module named 'nowhere' False
try:
    from fine import nothing
except ImportError as error:
    print(str(error).partition(" (")[0])  # expect: cannot import name 'nothing' from 'fine'
for name in ("../failing/fine", "a/b", ".", "..", "", "fine.", ".fine", "x\0y"):
    try:
        __import__(name)
    except (ImportError, ValueError) as error:
        print(type(error).__name__, ascii(str(error)))
# expect: ModuleNotFoundError "No module named '.'"
# expect: ModuleNotFoundError "No module named 'a/b'"
# expect: ModuleNotFoundError "No module named '.'"
# expect: ModuleNotFoundError "No module named '.'"
# expect: ValueError 'Empty module name'
# expect: ModuleNotFoundError "No module named 'fine.'; 'fine' is not a package"
# expect: fine runs
# expect: ValueError 'Empty module name'
# expect: ModuleNotFoundError "No module named 'x\\x00y'"
