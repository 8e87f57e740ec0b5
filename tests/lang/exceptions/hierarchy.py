# Every built-in exception with its base.
names = ["BaseException", "Exception", "TypeError", "StopAsyncIteration", "StopIteration", "GeneratorExit", "SystemExit"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['object', 'BaseException', 'Exception', 'Exception', 'Exception', 'BaseException', 'BaseException']
names = ["KeyboardInterrupt", "ImportError", "ModuleNotFoundError", "OSError", "EOFError", "RuntimeError", "RecursionError"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['BaseException', 'Exception', 'ImportError', 'Exception', 'Exception', 'Exception', 'RuntimeError']
names = ["NotImplementedError", "NameError", "UnboundLocalError", "AttributeError", "SyntaxError", "IndentationError", "TabError"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['RuntimeError', 'Exception', 'NameError', 'Exception', 'Exception', 'SyntaxError', 'IndentationError']
names = ["LookupError", "IndexError", "KeyError", "ValueError", "UnicodeError", "UnicodeEncodeError", "UnicodeDecodeError"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['Exception', 'LookupError', 'LookupError', 'Exception', 'ValueError', 'UnicodeError', 'UnicodeError']
names = ["UnicodeTranslateError", "AssertionError", "ArithmeticError", "FloatingPointError", "OverflowError", "ZeroDivisionError"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['UnicodeError', 'Exception', 'Exception', 'ArithmeticError', 'ArithmeticError', 'ArithmeticError']
names = ["SystemError", "ReferenceError", "MemoryError", "BufferError", "Warning", "UserWarning", "EncodingWarning"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['Exception', 'Exception', 'Exception', 'Exception', 'Exception', 'Warning', 'Warning']
names = ["DeprecationWarning", "PendingDeprecationWarning", "SyntaxWarning", "RuntimeWarning", "FutureWarning", "ImportWarning"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['Warning', 'Warning', 'Warning', 'Warning', 'Warning', 'Warning']
names = ["UnicodeWarning", "BytesWarning", "ResourceWarning", "ConnectionError", "BlockingIOError", "BrokenPipeError"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['Warning', 'Warning', 'Warning', 'OSError', 'OSError', 'ConnectionError']
names = ["ChildProcessError", "ConnectionAbortedError", "ConnectionRefusedError", "ConnectionResetError", "FileExistsError"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['OSError', 'ConnectionError', 'ConnectionError', 'ConnectionError', 'OSError']
names = ["FileNotFoundError", "IsADirectoryError", "NotADirectoryError", "InterruptedError", "PermissionError"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['OSError', 'OSError', 'OSError', 'OSError', 'OSError']
names = ["ProcessLookupError", "TimeoutError", "BaseExceptionGroup", "ExceptionGroup"]
print([eval(n).__base__.__name__ for n in names])  # expect: ['OSError', 'OSError', 'BaseException', 'BaseExceptionGroup']
print(EnvironmentError is OSError, IOError is OSError)  # expect: True True
print(KeyError.__mro__)  # expect: (<class 'KeyError'>, <class 'LookupError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
print(ExceptionGroup.__mro__)  # expect: (<class 'ExceptionGroup'>, <class 'BaseExceptionGroup'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
print(ExceptionGroup.__bases__)  # expect: (<class 'BaseExceptionGroup'>, <class 'Exception'>)
print(issubclass(KeyError, LookupError), isinstance(KeyError(), Exception), isinstance(SystemExit(), Exception))  # expect: True True False
print(ValueError.__name__, ValueError.__qualname__, ValueError.__module__)  # expect: ValueError ValueError builtins
print(ValueError.__doc__)  # expect: Inappropriate argument value (of correct type).
