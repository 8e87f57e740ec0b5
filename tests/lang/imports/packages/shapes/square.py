NAME = "square"
SIDES = 4
