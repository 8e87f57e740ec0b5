{1, 2}.remove((3, 4))  # error: KeyError: (3, 4)
