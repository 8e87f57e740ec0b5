d = {}
d['what is it']  # error: KeyError: 'what is it'
