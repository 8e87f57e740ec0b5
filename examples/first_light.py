# Four objects, each from its own type's allocator. Run it with --stats to see where they live.
number = 10 ** 6                      # an int: 28 bytes asked for, a block of 32
text = "viva" + "rium" * number.bit_length()  # a str: 48 bytes of header, then the characters
pair = (number, text)                 # a tuple: its items lie inside the object
index = {text[:8]: pair, "n": number} # a dict: a small object, and a table of keys and values

print(number, len(text), len(pair), list(index))  # expect: 1000000 84 2 ['vivarium', 'n']
