empty, a, abc = b'', b'a', b'abc'
print(abc[0:1] is a, abc[1:1] is empty, bytes([97]) is a, abc[:] is abc, bytes(abc) is abc, bytes() is empty)  # expect: True True True True True True
print('a'.encode() is a, '\xe9'.encode('latin-1') is bytes([0xe9]), b''.join([abc]) is abc, abc + empty is abc, empty + abc is abc)  # expect: True True True True True
print(abc * 1 is abc, abc.strip() is abc, abc.replace(b'x', b'y') is abc, abc.ljust(2) is abc, abc.upper() is abc, abc.expandtabs() is abc)  # expect: True True True True False False
print(abc.split(b'x')[0] is abc, abc.partition(b'x')[0] is abc, abc.partition(b'b')[0] is a, abc.translate(None) is abc, abc.zfill(1) is abc)  # expect: True True True True True
print(abc.__bytes__() is abc, abc.removeprefix(b'x') is abc, abc[::1] is abc, abc[::-1][::-1] is abc)  # expect: True True True False
