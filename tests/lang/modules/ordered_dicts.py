# collections.OrderedDict and ChainMap
from collections import ChainMap, OrderedDict
od = OrderedDict([("a", 1), ("b", 2)])
print(od, od["a"], list(od), list(reversed(od)), OrderedDict(), OrderedDict.fromkeys("ab", 0))
# expect: OrderedDict([('a', 1), ('b', 2)]) 1 ['a', 'b'] ['b', 'a'] OrderedDict() OrderedDict([('a', 0), ('b', 0)])
print(od == OrderedDict([("b", 2), ("a", 1)]), od == {"b": 2, "a": 1}, od != od, od.copy() == od)
# expect: False True False True
od.move_to_end("a")
print(od, od.popitem(last=False), od, od | {"c": 3}, {"c": 3} | od)
# expect: OrderedDict([('a', 1)]) ('b', 2) OrderedDict([('a', 1)]) OrderedDict([('a', 1), ('c', 3)]) OrderedDict([('c', 3), ('a', 1)])
od = OrderedDict.fromkeys("abcd")
od.move_to_end("d", last=False)
od["b"] = 1
del od["c"]
print(od, od.setdefault("z", 5), od.pop("z"), od.pop("z", None), od.popitem())
# expect: OrderedDict([('d', None), ('a', None)]) 5 5 None ('b', 1)
loop = OrderedDict()
loop["x"] = loop
print(loop)  # expect: OrderedDict([('x', ...)])
loop.clear()


class Doubling(OrderedDict):
    def __missing__(self, key):
        return key * 2


print(Doubling()["ab"], Doubling(a=1))  # expect: abab Doubling([('a', 1)])
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm, cm["a"], cm["b"], len(cm), list(cm), "b" in cm, cm.get("z", 5), dict(cm), cm.maps)
# expect: ChainMap({'a': 1}, {'a': 2, 'b': 3}) 1 3 2 ['a', 'b'] True 5 {'a': 1, 'b': 3} [{'a': 1}, {'a': 2, 'b': 3}]
print(cm.new_child({"c": 1}), cm.parents, cm | {"q": 1}, cm == {"a": 1, "b": 3}, bool(ChainMap()), sorted(cm.items()))
# expect: ChainMap({'c': 1}, {'a': 1}, {'a': 2, 'b': 3}) ChainMap({'a': 2, 'b': 3}) ChainMap({'a': 1, 'q': 1}, {'a': 2, 'b': 3}) True False [('a', 1), ('b', 3)]
cm["b"] = 4
print(cm, cm.pop("b"), cm)  # expect: ChainMap({'a': 1}, {'a': 2, 'b': 3}) 4 ChainMap({'a': 1}, {'a': 2, 'b': 3})


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt(OrderedDict().popitem)  # expect: KeyError 'dictionary is empty'
attempt(OrderedDict().pop, "a")  # expect: KeyError 'a'
attempt(OrderedDict(a=1).move_to_end, "z")  # expect: KeyError 'z'
attempt(cm.__getitem__, "zz")  # expect: KeyError 'zz'
attempt(cm.__delitem__, "b")  # expect: KeyError "Key not found in the first mapping: 'b'"
attempt(cm.pop, "b")  # expect: KeyError "Key not found in the first mapping: 'b'"
attempt(ChainMap().popitem)  # expect: KeyError 'No keys found in the first mapping.'
