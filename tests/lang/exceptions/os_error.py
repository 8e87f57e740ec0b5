# OSError: the class depends on the number; a file name is no argument.
e = OSError(2, "text")
print(type(e), e.errno, e.strerror, e.filename, e.args, e)  # expect: <class 'FileNotFoundError'> 2 text None (2, 'text') [Errno 2] text
e = OSError(13, "text", "file")
print(type(e), e.filename, e.args, e, repr(e))  # expect: <class 'PermissionError'> file (13, 'text') [Errno 13] text: 'file' PermissionError(13, 'text')
e = OSError(17, "text", "a", None, "b")
print(type(e), e.filename, e.filename2, e)  # expect: <class 'FileExistsError'> a b [Errno 17] text: 'a' -> 'b'
print(type(OSError(1, "")).__name__, type(OSError(4, "")).__name__, type(OSError(11, "")).__name__)  # expect: PermissionError InterruptedError BlockingIOError
print(type(OSError(32, "")).__name__, type(OSError(104, "")).__name__, type(OSError(999, "")).__name__)  # expect: BrokenPipeError ConnectionResetError OSError
print(type(OSError("2", "x")).__name__, type(OSError(2)).__name__, OSError(2).errno)  # expect: OSError OSError None
print(type(FileNotFoundError(13, "x")).__name__)  # expect: FileNotFoundError
print(OSError("only"), OSError(), OSError(1, 2, 3, 4, 5, 6).args)  # expect: only  (1, 2, 3, 4, 5, 6)
print(OSError(2, "t", "f").__reduce__())  # expect: (<class 'FileNotFoundError'>, (2, 't', 'f'))
print(OSError(2, "t", "f", None, "g").__reduce__())  # expect: (<class 'FileNotFoundError'>, (2, 't', 'f', None, 'g'))
print(OSError(2, "t").__reduce__())  # expect: (<class 'FileNotFoundError'>, (2, 't'))
e = BlockingIOError(11, "text", 5)
print(e.characters_written, e.filename, e.args)  # expect: 5 None (11, 'text', 5)
try:
    OSError(1, "a").characters_written
except AttributeError as error:
    print(error)  # expect: characters_written
try:
    OSError(a=1)
except TypeError as error:
    print(error)  # expect: OSError() takes no keyword arguments
