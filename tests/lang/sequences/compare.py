def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", str(e) or "-")
print([1, 2] == [1, 2], [1, 2] != [1, 2], [1, 2] == [1, 3], [1] == [1, 2], [] == [], [1, 2] == (1, 2), [1] == [1.0], [1] == [True])  # expect: True False False False True False True True
print([1, 2] < [1, 3], [1, 2] < [1, 2], [1, 2] <= [1, 2], [1] < [1, 0], [2] > [1, 5], [] < [0], [1, 2, 3] >= [1, 2], ["a"] < ["b"])  # expect: True False True True True True True True
print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (2,) > (1, 5), (1, 2) >= (1, 2), (1, [2]) == (1, [2]))  # expect: True True True True True True True
print([[1, [2]], 3] == [[1, [2]], 3], [[1, [2]]] < [[1, [3]]], ("a", 1) < ("a", 2) < ("b", 0))  # expect: True True True
attempt(lambda: [1] < ["a"])  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
attempt(lambda: (1, "a") < (1, 2))  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
attempt(lambda: [1] < 1)  # expect: TypeError: '<' not supported between instances of 'list' and 'int'
attempt(lambda: (1,) < [1])  # expect: TypeError: '<' not supported between instances of 'tuple' and 'list'
attempt(lambda: [1, None] > [1, None])  # expect: False
attempt(lambda: [None] > [1])  # expect: TypeError: '>' not supported between instances of 'NoneType' and 'int'
l = [1, 2]
print(l == l, l < l, l >= l)  # expect: True False True
print(range(3) == range(0, 3), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], range(1, 2, 5) == range(1, 2, 7), range(3) != range(4))  # expect: True True True False True True
attempt(lambda: range(3) < range(4))  # expect: TypeError: '<' not supported between instances of 'range' and 'range'
