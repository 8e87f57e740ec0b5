# f-strings of so many parts that they are collected first.
x = "X"
for count in (29, 30, 31, 32, 300, 5000):
    print(count, eval("f'" + "{x}-" * count + "'") == "X-" * count)
# expect: 29 True
# expect: 30 True
# expect: 31 True
# expect: 32 True
# expect: 300 True
# expect: 5000 True
try:
    eval("f'" + "{x}-" * 40 + "{y}'")
except NameError as error:
    print(error)  # expect: name 'y' is not defined
print(len(eval("f'{x}' 'a' " * 100)))  # expect: 200
