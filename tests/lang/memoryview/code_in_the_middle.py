class Releases:
    def __init__(self, view, value):
        self.view = view
        self.value = value

    def __index__(self):
        self.view.release()
        return self.value

    def __bool__(self):
        self.view.release()
        return True

    def __float__(self):
        self.view.release()
        return 1.0


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for code in 'Bhq?fd':
    view = memoryview(bytearray(8)).cast(code)
    attempt(lambda: view.__setitem__(0, Releases(view, 1)))
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object
# expect: ValueError operation forbidden on released memoryview object

view = memoryview(bytearray(b'abc'))
attempt(lambda: view[Releases(view, 1)])  # expect: ValueError operation forbidden on released memoryview object
view = memoryview(bytearray(b'abc'))
attempt(lambda: view.__setitem__(Releases(view, 1), 5))  # expect: ValueError operation forbidden on released memoryview object
array = bytearray(b'abc')
view = memoryview(array)


class Grows:
    def __index__(self):
        view.release()
        array.extend(bytes(1000))
        return 1


attempt(lambda: view.__setitem__(0, Grows()))  # expect: ValueError operation forbidden on released memoryview object
print(len(array), array[:4])  # expect: 1003 bytearray(b'abc\x00')

array = bytearray(b'abc')
view = memoryview(array)


class Empties:
    def __index__(self):
        try:
            array.clear()
        except BufferError as e:
            print(e)
        return 2


view[0] = Empties()  # expect: Existing exports of data: object cannot be re-sized
print(array)  # expect: bytearray(b'\x02bc')
array = bytearray(b'abc')
print(view[Empties()])  # expect: 99


class Key(bytes):
    def __hash__(self):
        keyed.release()
        return 1


keyed = memoryview(Key(b'abc'))
try:
    hash(keyed)
except ValueError:
    pass
attempt(lambda: keyed[0])  # expect: ValueError operation forbidden on released memoryview object
