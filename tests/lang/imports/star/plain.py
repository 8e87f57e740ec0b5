public = 1
_private = 2
__very_private = 3
