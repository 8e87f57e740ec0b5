from .. import square
from ..square import SIDES as sides
from . import circle as myself
AREA = 3.14
NAME = "circle"
print(NAME, __name__, "in", __package__)
assert sides == 4 and square.NAME == "square" and myself.AREA == 3.14
