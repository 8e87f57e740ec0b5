s = set()
s.add([])  # error: TypeError: unhashable type: 'list'
