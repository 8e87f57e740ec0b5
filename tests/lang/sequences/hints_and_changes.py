# A length hint that is too large where something is there already, and a list that is emptied while bytes are made of it.
import sys


class Source:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def __length_hint__(self):
        return sys.maxsize


items = [1, 2]
items.extend(Source())
print(items)  # expect: [1, 2]


class Clearing:
    def __index__(self):
        numbers.clear()
        return 42


numbers = [Clearing(), Clearing()]
print(bytes(numbers))  # expect: b'*'
