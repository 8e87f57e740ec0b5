# find, index, count, in, startswith, endswith, with starts and ends.
s = 'hello world, hello'
print(s.find('hello'), s.find('hello', 1), s.rfind('hello'), s.rfind('hello', 0, 15), s.find('xyz'), s.find(''), s.rfind(''), s.find('', 99))  # expect: 0 13 13 0 -1 0 18 -1
print(s.index('world'), s.rindex('l'), s.count('l'), s.count('l', 5), s.count('l', 0, 4), s.count(''), s.count('', 3, 5), 'aaaa'.count('aa'))  # expect: 6 16 5 3 2 19 3 2
print('wor' in s, 'xyz' in s, '' in s, 'hello world, hello!' in s, '\u0416' in s, 'o w' in s)  # expect: True False True False False True
print(s.startswith('hello'), s.startswith('world', 6), s.startswith(('x', 'he')), s.endswith('lo'), s.endswith('ld', 0, 11), s.endswith(()), s.startswith(''), s.startswith('', 99))  # expect: True True True True True False True False
print('\u0416\u0443\u043a'.find('\u043a'), '\xe9t\xe9'.rfind('\xe9'), 'a\U0001f600b'.find('b'), 'a\U0001f600b'.index('\U0001f600'), '\u0416a'.find('a'))  # expect: 2 2 2 1 1
print(s.find('o', -5), s.find('o', -5, -1), s.find('hello', None, 5), s.rfind('o', None, None))  # expect: 17 -1 0 17
long = 'a' * 5000 + 'b'
print(long.find('b'), long.find('a' * 100 + 'b'), long.count('a'), ('ab' * 3000).find('abb'), ('ab' * 3000).rfind('ab'), ('a' * 3000).find('a' * 1500 + 'c'))  # expect: 5000 4900 5000 -1 5998 -1
print(('xy' * 2000 + 'xyx!').find('xyx!'), ('abcab' * 1000).count('abcababcab'), ('\u0416b' * 500 + 'c').find('bc'))  # expect: 4000 500 999
for f in (lambda: s.index('xyz'), lambda: s.rindex('xyz'), lambda: s.find(5), lambda: s.find(), lambda: s.find('a', 'b'), lambda: s.count(None), lambda: 5 in s, lambda: s.startswith(5), lambda: s.endswith(('x', 5)), lambda: s.find('a', 1, 2, 3)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)  # expect: ValueError substring not found
        # expect: ValueError substring not found
        # expect: TypeError must be str, not int
        # expect: TypeError find() takes at least 1 argument (0 given)
        # expect: TypeError slice indices must be integers or None or have an __index__ method
        # expect: TypeError must be str, not NoneType
        # expect: TypeError 'in <string>' requires string as left operand, not int
        # expect: TypeError startswith first arg must be str or a tuple of str, not int
        # expect: TypeError tuple for endswith must only contain str, not int
        # expect: TypeError find() takes at most 3 arguments (4 given)
