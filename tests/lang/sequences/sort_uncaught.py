[3, "a", None].sort()  # error: TypeError: '<' not supported between instances of 'str' and 'int'
