print("init", __name__)
from . import square
from .square import SIDES
