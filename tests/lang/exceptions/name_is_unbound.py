# The name of an `except ... as` is unbound afterwards.
e = "before"
try:
    1 / 0
except ZeroDivisionError as e:
    print(type(e))  # expect: <class 'ZeroDivisionError'>
try:
    e
except NameError as error:
    print(error)  # expect: name 'e' is not defined

def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        e = 5
        print(e)
    try:
        print(e)
    except UnboundLocalError as error:
        print(error)
f()  # expect: 5
# expect: cannot access local variable 'e' where it is not associated with a value

def g():
    try:
        1 / 0
    except ZeroDivisionError as e:
        del e
        print("deleted")
g()  # expect: deleted

def h():
    try:
        1 / 0
    except ZeroDivisionError as e:
        inner = lambda: e
        print(inner())
    try:
        inner()
    except NameError as error:
        print(error)
h()  # expect: division by zero
# expect: cannot access free variable 'e' where it is not associated with a value in enclosing scope
