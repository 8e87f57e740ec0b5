d = {'a': 1, [1]: 2}  # error: TypeError: unhashable type: 'list'
