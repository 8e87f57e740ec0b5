# eval and exec as values: the function that calls them does not name them.
def total(texts, read):
    return sum(map(read, texts)), [read(text) for text in texts]


print(total(["1 + 2", "len('abc')"], eval))  # expect: (6, [3, 3])
print(total([], exec))  # expect: (0, [])


def run(how, text):
    how(text)


run(exec, "inside = 1; print(inside)")  # expect: 1
print("inside" in globals())  # expect: False
