import gc


class Node:
    pass


for _ in range(3):
    node = Node()
    node.view = memoryview(bytearray(10))
    node.view_of_view = node.view[1:3]
    node.self = node


class Holder(bytearray):
    pass


h = Holder(b'abc')
h.view = memoryview(h)
del h
print(gc.collect() > 0)  # expect: True
m = memoryview(b'abc')
print([type(o).__name__ for o in gc.get_referents(m)], gc.is_tracked(m))  # expect: ['managedbuffer'] True
