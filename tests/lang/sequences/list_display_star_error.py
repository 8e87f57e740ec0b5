[1, *2]  # error: TypeError: Value after * must be an iterable, not int
