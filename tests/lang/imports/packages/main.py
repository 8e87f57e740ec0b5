# Packages, submodules as attributes of them, and relative imports.
import shapes.round.circle as circle  # expect: init shapes
# expect: init shapes.round
# expect: circle shapes.round.circle in shapes.round
import shapes
print(shapes.round.circle is circle, circle.AREA, shapes.SIDES)  # expect: True 3.14 4
print(hasattr(shapes, "square"))  # expect: True
from shapes import square as other, round
print(other.NAME, round.circle.NAME, shapes.square is other)  # expect: square circle True
from shapes.round import circle as again
print(again is circle)  # expect: True
import shapes.round.circle
print(type(shapes).__name__)  # expect: module
print(shapes.__package__, shapes.round.__package__, circle.__package__)
# expect: shapes shapes.round shapes.round
print(shapes.__spec__.name, circle.__spec__.parent, repr(__package__), __spec__)
# expect: shapes shapes.round None None
print(len(shapes.__path__), hasattr(circle, "__path__"), __name__)  # expect: 1 False __main__
print(__import__("shapes.round").__name__, __import__("shapes.round", fromlist=["circle"]).__name__)
# expect: shapes shapes.round
print(__import__("round.circle", vars(shapes), None, (), 1).__name__)  # expect: shapes.round
print(__import__("round", vars(shapes), None, ("circle",), 1).__name__)  # expect: shapes.round
print(__import__("", vars(circle), level=2, fromlist=["x"]).__name__)  # expect: shapes
import sys
print([name for name in sys.modules if name.startswith("shapes")])
# expect: ['shapes.square', 'shapes', 'shapes.round', 'shapes.round.circle']
