# collections.UserDict, UserList, UserString, and the module itself.
import collections
from collections import UserDict, UserList, UserString


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


d = Upper(a=1)
d.update({"b": 2}, c=3)
print(d, d["A"], "B" in d, len(d), list(d), d.get("x", 0), d == {"A": 1, "B": 2, "C": 3}, sorted(d.items()))
# expect: {'A': 1, 'B': 2, 'C': 3} 1 True 3 ['A', 'B', 'C'] 0 True [('A', 1), ('B', 2), ('C', 3)]
print(d.pop("A"), d.setdefault("Q", 5), d.copy() == d, UserDict(a=1) | {"b": 2}, UserDict.__module__)
# expect: 1 5 True {'a': 1, 'b': 2} collections
values = UserList([3, 1, 2])
values.append(5)
values.sort()
print(values, values[0:2], values + [9], values * 2, len(values), values.index(2), values == [1, 2, 3, 5], type(values[0:1]).__name__)
# expect: [1, 2, 3, 5] [1, 2] [1, 2, 3, 5, 9] [1, 2, 3, 5, 1, 2, 3, 5] 4 1 True UserList
text = UserString("abc")
print(text.upper(), text + "d", text[1], UserString("a b").split(), text == "abc", "b" in text, text.count("a"), len(text))
# expect: ABC abcd b ['a', 'b'] True True 1 3
print(type(text.upper()).__name__, hash(text) == hash("abc"), UserString("%s") % "x", int(UserString("5")))
# expect: UserString True x 5
try:
    d["missing"]
except KeyError as error:
    print(error)
# expect: 'missing'
try:
    collections.nothing
except AttributeError as error:
    print(error)
# expect: module 'collections' has no attribute 'nothing'
print(sorted(collections.__all__))
# expect: ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']
names = {}
exec("from collections import *", names)
print(names["Counter"]("aa"), "deque" in names)  # expect: Counter({'a': 2}) True
