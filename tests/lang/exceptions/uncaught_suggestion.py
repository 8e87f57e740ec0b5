variable = 1
print(varaible)  # error: NameError: name 'varaible' is not defined. Did you mean: 'variable'?
