# Order, equality and hash.
words = ['b', 'a', 'abc', 'ab', '', 'B', '\xe9', '\u0416', '\U0001f600', 'a\x00', 'z' * 20]
print(sorted(words))  # expect: ['', 'B', 'a', 'a\x00', 'ab', 'abc', 'b', 'zzzzzzzzzzzzzzzzzzzz', 'é', 'Ж', '😀']
print('a' < 'b', 'a' < 'a', 'a' <= 'a', 'abc' > 'ab', 'Z' < 'a', '\uffff' < '\U00010000', 'abc' >= 'abd', 'a' != 'b', 'a' == 'a')  # expect: True False True True True True False True True
print('abc' == 'ab' + 'c', 'h\xe9' == 'h' + chr(233), '' == "", 'a' == 5, 'a' != 5, 'a' == None, 'x' * 100 == 'x' * 99 + 'x', 'x' * 100 == 'x' * 99 + 'y')  # expect: True True True False True False True False
print(hash('abc') == hash('ab' + 'c'), hash(''), hash('a') == hash('b'), hash('\xe9') == hash(chr(233)))  # expect: True 0 False True
print(max('hello'), min('hello'), max(['aa', 'b']), min('b', 'a'), {'k' + str(1): 'v'}['k1'])  # expect: o e b a v
print('a' < 'b' < 'c', 'abc' in ['ab', 'abc'], ('a', 'b') < ('a', 'c'))  # expect: True True True
for f in (lambda: 'a' < 5, lambda: 5 >= 'a', lambda: 'a' < None, lambda: sorted(['a', 1])):
    try:
        print(f())
    except TypeError as e:
        print(e)  # expect: '<' not supported between instances of 'str' and 'int'
        # expect: '>=' not supported between instances of 'int' and 'str'
        # expect: '<' not supported between instances of 'str' and 'NoneType'
        # expect: '<' not supported between instances of 'int' and 'str'
