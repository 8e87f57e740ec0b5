# Packages without __init__.py.
import space.one
import space
print(space.one.value, len(space.__path__), space.__file__, space.__spec__.origin)  # expect: 1 1 None None
from space.inner import two
print(two.value, two.__package__, space.inner.__package__)  # expect: 2 space.inner space.inner
from space import missing_or_not  # error: ImportError: cannot import name 'missing_or_not' from 'space' (unknown location)
