b = b'hello world'
print(b.find(b'o'), b.rfind(b'o'), b.find(b'o', 5), b.find(b'z'), b.find(111), b.rfind(108, 0, 5), b.find(b''), b.rfind(b''), b.find(b'', 20), b.find(b'lo', -8, -1))  # expect: 4 7 7 -1 4 3 0 11 -1 3
print(b.index(b'wor'), b.rindex(b'l'), b.count(b'l'), b.count(108), b.count(b''), b.count(b'l', 3, 4), b'aaaa'.count(b'aa'), b.count(b'o', 5, 2))  # expect: 6 9 3 3 12 1 2 0
print(b.startswith(b'he'), b.endswith(b'ld'), b.startswith((b'x', b'hell')), b.startswith(b'lo', 3), b.endswith(b'hello', 0, 5), b.startswith(b'', 11), b.startswith(b'', 12), b.startswith(()))  # expect: True True True True True True False False
print((b'ab' * 1000 + b'abc').find(b'abc'), (b'a' * 300).rfind(b'ab'), b.find(bytearray(b'w')))  # expect: 2000 -1 6
for call in (lambda: b.find('o'), lambda: b.find(256), lambda: b.find(-1), lambda: b.find(1.5), lambda: b.index(b'z'), lambda: b.rindex(300), lambda: b.count('l'), lambda: b.startswith('h'), lambda: b.startswith((b'x', 'h')), lambda: b.endswith(1), lambda: b.find(), lambda: b.find(b'a', 'x'), lambda: b.find(b'a', 1, 2, 3), lambda: b.startswith([b'h'])):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError argument should be integer or bytes-like object, not 'float'
# expect: ValueError subsection not found
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not str
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError endswith first arg must be bytes or a tuple of bytes, not int
# expect: TypeError find() takes at least 1 argument (0 given)
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError find() takes at most 3 arguments (4 given)
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not list
