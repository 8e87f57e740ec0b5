# args, str and repr of exceptions.
print(ValueError().args, str(ValueError()), repr(ValueError()))  # expect: ()  ValueError()
print(ValueError(1).args, str(ValueError(1)), repr(ValueError(1)))  # expect: (1,) 1 ValueError(1)
print(repr(ValueError("a")), str(ValueError("a")))  # expect: ValueError('a') a
print(repr(ValueError("a", 2)), str(ValueError("a", 2)))  # expect: ValueError('a', 2) ('a', 2)
print(repr(ValueError((1,))), str(ValueError((1,))))  # expect: ValueError((1,)) (1,)
e = ValueError("x")
e.args = [1, "two"]
print(e.args, repr(e))  # expect: (1, 'two') ValueError(1, 'two')
e.args = "ab"
print(e.args)  # expect: ('a', 'b')
try:
    e.args = 5
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
try:
    del e.args
except TypeError as error:
    print(error)  # expect: args may not be deleted
print(Exception(None), Exception(""), Exception([1, "a"]))  # expect: None  [1, 'a']
print(str(KeyError("k")), str(KeyError("")), str(KeyError(1, 2)), str(KeyError()))  # expect: 'k' '' (1, 2) 
print(repr(KeyError("k")), repr(KeyError((1, 2))))  # expect: KeyError('k') KeyError((1, 2))
try:
    ValueError(a=1)
except TypeError as error:
    print(error)  # expect: ValueError() takes no keyword arguments
e.text = "attribute"
print(e.text, e.__dict__)  # expect: attribute {'text': 'attribute'}
print(e.__reduce__())  # expect: (<class 'ValueError'>, ('a', 'b'), {'text': 'attribute'})
print(ValueError(1).__reduce__())  # expect: (<class 'ValueError'>, (1,))
