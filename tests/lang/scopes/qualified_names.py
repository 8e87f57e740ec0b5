# A function or class whose name is declared global has it as its qualified name.
def outer():
    global function, Class

    def function():
        def inner():
            pass

        return inner

    class Class:
        def method(self):
            pass

    class Local:
        global hidden

        def hidden():
            pass

        def __private():
            pass

    return Local, function()


for value in outer():
    print(value.__qualname__)
# expect: outer.<locals>.Local
# expect: function.<locals>.inner
print(function.__qualname__, Class.method.__qualname__, hidden.__qualname__)
# expect: function Class.method hidden
print(outer()[0]._Local__private.__qualname__)  # expect: outer.<locals>.Local.__private

# An assignment expression stands nowhere in a comprehension's iterable.
for source in ["[i for i in (lambda: (j := [1]))()]", "[i for i in [(y := 1) for z in w]]",
               "[i for i in x if (lambda: (y := 1))()]"]:
    try:
        compile(source, "<text>", "eval")
    except SyntaxError as error:
        print(error.msg)
    else:
        print("fine")
# expect: assignment expression cannot be used in a comprehension iterable expression
# expect: assignment expression cannot be used in a comprehension iterable expression
# expect: fine
