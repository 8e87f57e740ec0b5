print(hash(()), hash((1,)), hash((1, 2)), hash((1, 2, 3)))  # expect: 5740354900026072187 -6644214454873602895 -3550055125485641917 529344067295497451
print(hash((0,)), hash((-1,)), hash((1.5,)), hash((1, (2, (3,)))), hash((True, False)))  # expect: -8753497827991233192 8078679518589016365 1701133413810848945 -2939794377302041199 -5164621852614943976
print(hash((2**70, -2**70)), hash((1, 2)) == hash((1.0, 2.0)), hash(tuple(range(100))))  # expect: 48863518202185075 True 4479737025582696436
print(hash(range(0)) == hash(range(5, 5)), hash(range(3)), hash(range(1, 10, 2)), hash(range(5, 6)) == hash(range(5, 6, 9)))  # expect: True -8338477496398685190 -8580228179051518038 True
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
attempt(lambda: hash([]))  # expect: TypeError: unhashable type: 'list'
attempt(lambda: hash(([],)))  # expect: TypeError: unhashable type: 'list'
attempt(lambda: hash((1, {})))  # expect: TypeError: unhashable type: 'dict'
attempt(lambda: hash(slice(1)))  # expect: TypeError: unhashable type: 'slice'
attempt(lambda: {[]: 1})  # expect: TypeError: unhashable type: 'list'
d = {(1, 2): "a", (): "b", ((1,), 2): "c"}
print(d[1, 2], d[()], d[(1,), 2], (1.0, 2) in d)  # expect: a b c True
print([hash(tuple(range(n))) % 1000003 for n in range(12)])  # expect: [35148, 469539, 265749, 580074, 625800, 156853, 907172, 39514, 325686, 380638, 311116, 760664]
