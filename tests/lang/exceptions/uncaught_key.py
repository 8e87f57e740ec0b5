{"a": 1}["it's"]  # error: KeyError: "it's"
