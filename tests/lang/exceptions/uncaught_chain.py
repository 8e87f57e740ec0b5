try:
    {}["k"]
except KeyError as e:
    raise ValueError("with cause") from e  # error: ValueError: with cause
