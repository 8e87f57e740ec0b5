import gc
print(gc.isenabled(), gc.get_threshold())  # expect: True (700, 10, 10)
gc.disable()
gc.collect()
print(gc.get_count())  # expect: (0, 0, 0)
gc.collect(0)
print(gc.get_count())  # expect: (0, 1, 0)
gc.collect(0)
print(gc.get_count())  # expect: (0, 2, 0)
gc.collect(1)
print(gc.get_count())  # expect: (0, 0, 1)
gc.collect(2)
print(gc.get_count())  # expect: (0, 0, 0)
l = [range(3) for i in range(10)]
gc.collect()
keep = [slice(i) for i in range(100)]
c1 = gc.get_count()[0]
del keep
c2 = gc.get_count()[0]
print(c1 - c2 > 90)  # expect: True
x = []
gc.collect()
gc.get_count()
a = gc.get_count()[0]
del x
x = []
b = gc.get_count()[0]
print('list taken from the free list:', b - a)  # expect: list taken from the free list: 0
gc.set_threshold(500, 5)
print(gc.get_threshold())  # expect: (500, 5, 10)
gc.enable()
print(gc.isenabled())  # expect: True
for bad in (-1, 3, 'x', 10 ** 30):
    try:
        gc.collect(bad)
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError invalid generation
# expect: ValueError invalid generation
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: OverflowError Python int too large to convert to C int
