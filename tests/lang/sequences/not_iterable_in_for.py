for x in None:  # error: TypeError: 'NoneType' object is not iterable
    pass
