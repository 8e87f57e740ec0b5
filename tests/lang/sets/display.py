# Displays: order of evaluation, duplicates, stars.
print({1, 2, 3}, {3, 2, 1, 2}, {*()}, {*'hello'} == set('hello'))  # expect: {1, 2, 3} {1, 2, 3} set() True
print({1, True, 1.0}, {True, 1}, {0, False})  # expect: {1} {True} {0}
def note(x):
    print('note', x)
    return x
print({note(3), note(1), *[note(2)], note(1)})
# expect: note 3
# expect: note 1
# expect: note 2
# expect: note 1
# expect: {1, 2, 3}
a = [1, 2]
print({*a, *'ab', 5, *{7}} == {1, 2, 'a', 'b', 5, 7}, {0, *a})  # expect: True {0, 1, 2}
big = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, *a}
print(len(big), sum(big))  # expect: 32 496
n = 5
print(len({n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9, n + 10, n + 11, n + 12, n + 13, n + 14, n + 15, n + 16, n + 17, n + 18, n + 19, n + 20, n + 21, n + 22, n + 23, n + 24, n + 25, n + 26, n + 27, n + 28, n + 29, n + 30, n + 31}))  # expect: 32
for source in ('{[]}', '{1, {}}', '{*5}', '{1, *None}', '{(1, [])}'):
    try:
        eval(source)
    except TypeError as e:
        print(e)
# expect: unhashable type: 'list'
# expect: unhashable type: 'dict'
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: unhashable type: 'list'
