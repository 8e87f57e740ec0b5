value = "deep"
