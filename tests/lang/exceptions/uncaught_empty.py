raise ValueError("")  # error: ValueError
