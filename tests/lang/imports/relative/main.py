# Relative imports where there is nothing to be relative to, and `__import__` with odd arguments.
import inside.deep.module
def attempt(source, **names):
    try:
        exec(source, names)
    except (ImportError, KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
attempt("from . import x")  # expect: KeyError "'__name__' not in globals"
attempt("from . import x", __name__="alone")  # expect: ImportError attempted relative import with no known parent package
attempt("from .x import y", __name__="alone", __package__="")
# expect: ImportError attempted relative import with no known parent package
attempt("from . import x", __name__="alone", __package__=5)  # expect: TypeError package must be a string
attempt("from . import x", __name__=5)  # expect: TypeError __name__ must be a string
attempt("from .... import x", __package__="inside.deep", __name__="n")
# expect: ImportError attempted relative import beyond top-level package
attempt("from ... import x", __package__="inside.deep", __name__="n")
# expect: ImportError attempted relative import beyond top-level package
attempt("from .. import value; print(value)", __package__="inside.deep", __name__="n")  # expect: inside
attempt("from .module import value; print(value)", __package__="inside.deep", __name__="n")  # expect: module
attempt("from . import module; print(module.value)", __name__="inside.deep.module")  # expect: module
attempt("from . import deep; print(deep.value)", __name__="inside", __path__=[])  # expect: deep
attempt("from .gone import value", __package__="inside.deep", __name__="n")
# expect: ModuleNotFoundError No module named 'inside.deep.gone'
attempt("from . import value", __package__="nowhere", __name__="n")  # expect: ModuleNotFoundError No module named 'nowhere'
def call(*args, **kwargs):
    try:
        print(__import__(*args, **kwargs).__name__)
    except (ImportError, KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
call("inside.deep")  # expect: inside
call("inside.deep", fromlist=())  # expect: inside
call("inside.deep", fromlist=None)  # expect: inside
call("inside.deep", fromlist=[""])  # expect: inside.deep
call("inside.deep", fromlist="m")  # expect: inside.deep
call("inside.deep", fromlist=5)  # expect: TypeError 'int' object is not iterable
call("inside.deep", fromlist=[5])  # expect: TypeError Item in ``from list'' must be str, not int
call("deep", {"__package__": "inside"}, level=1)  # expect: inside.deep
call("deep.module", {"__package__": "inside"}, level=1)  # expect: inside.deep
call("deep.module", {"__package__": "inside"}, {}, ["value"], 1)  # expect: inside.deep.module
call("deep", None, level=1)  # expect: TypeError globals must be a dict
call("deep", level=1)  # expect: KeyError "'__name__' not in globals"
call("deep", level="1")  # expect: TypeError 'str' object cannot be interpreted as an integer
