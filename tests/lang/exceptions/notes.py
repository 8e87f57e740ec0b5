# add_note and __notes__.
e = ValueError("x")
try:
    e.__notes__
except AttributeError as error:
    print(error)  # expect: 'ValueError' object has no attribute '__notes__'
print(e.add_note("one"), e.__notes__)  # expect: None ['one']
e.add_note("two")
print(e.__notes__, e.__dict__)  # expect: ['one', 'two'] {'__notes__': ['one', 'two']}
try:
    e.add_note(5)
except TypeError as error:
    print(error)  # expect: note must be a str, not 'int'
e.__notes__ = "text"
try:
    e.add_note("three")
except TypeError as error:
    print(error)  # expect: Cannot add note: __notes__ is not a list
e.__setstate__({"a": 1, "__notes__": []})
print(e.a, e.__notes__)  # expect: 1 []
try:
    e.__setstate__(5)
except TypeError as error:
    print(error)  # expect: state is not a dictionary
print(e.__setstate__(None))  # expect: None
