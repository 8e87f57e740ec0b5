import late
try:
    late.part
except AttributeError as error:
    print(type(error).__name__, error)
