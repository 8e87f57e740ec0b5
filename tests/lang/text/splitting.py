# split, rsplit, splitlines, partition.
print('a,b,,c'.split(','), 'a,b,,c'.split(',', 1), 'a,b,,c'.rsplit(',', 1), 'a,b'.split(',', 0))  # expect: ['a', 'b', '', 'c'] ['a', 'b,,c'] ['a,b,', 'c'] ['a,b']
print(' a  b c '.split(), ' a  b c '.split(None, 1), ' a  b c '.rsplit(None, 1), ''.split(), '   '.split(), ''.split(','))  # expect: ['a', 'b', 'c'] ['a', 'b c '] [' a  b', 'c'] [] [] ['']
print('a--b--c'.split('--'), 'a--b--c'.rsplit('--', 1), 'aaa'.split('aa'), 'aaa'.rsplit('aa'))  # expect: ['a', 'b', 'c'] ['a--b', 'c'] ['', 'a'] ['a', '']
print('h\xe9 l\xe9'.split(), '\u0416,\u0416'.split(','), 'a\u3000b\x1cc\xa0d'.split(), '\U0001f600|x'.split('|'))  # expect: ['hé', 'lé'] ['Ж', 'Ж'] ['a', 'b', 'c', 'd'] ['😀', 'x']
print('one\ntwo\r\nthree\rfour'.splitlines(), 'one\ntwo\r\n'.splitlines(True), ''.splitlines(), '\n'.splitlines(), 'a\n\nb'.splitlines())  # expect: ['one', 'two', 'three', 'four'] ['one\n', 'two\r\n'] [] [''] ['a', '', 'b']
print('a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i'.splitlines())  # expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
print('k=v=w'.partition('='), 'k=v=w'.rpartition('='), 'kv'.partition('='), 'kv'.rpartition('='), ''.partition('x'))  # expect: ('k', '=', 'v=w') ('k=v', '=', 'w') ('kv', '', '') ('', '', 'kv') ('', '', '')
print('a b c d e f g h i j k l m n o p'.split(), len(','.join('x' * 100).split(',')))  # expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p'] 100
print('x'.split(sep='x'), 'a b c'.split(maxsplit=1), 'a.b.c'.rsplit(sep='.', maxsplit=1))  # expect: ['', ''] ['a', 'b c'] ['a.b', 'c']
for f in (lambda: 'a'.split(''), lambda: 'a'.split(5), lambda: 'a'.partition(''), lambda: 'a'.partition(5), lambda: 'a'.split('a', 'b'), lambda: 'a'.rsplit('', 1), lambda: 'a'.split(x=1), lambda: 'a'.split(1, 2, 3), lambda: 'a'.splitlines('x')):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)  # expect: ValueError empty separator
        # expect: TypeError must be str or None, not int
        # expect: ValueError empty separator
        # expect: TypeError must be str, not int
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: ValueError empty separator
        # expect: TypeError 'x' is an invalid keyword argument for split()
        # expect: TypeError split() takes at most 2 arguments (3 given)
        # expect: TypeError 'str' object cannot be interpreted as an integer
