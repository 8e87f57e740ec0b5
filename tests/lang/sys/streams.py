# stdin, stdout, stderr.
import sys
print(sys.stdout.write("text\n"))  # expect: text
# expect: 5
sys.stdout.writelines(["a\n", "b\n"])  # expect: a
# expect: b
sys.stdout.flush()
print(sys.stdout.name, sys.stderr.name, sys.stdin.name, sys.stdout.encoding, sys.stdout.mode, sys.stdin.mode)  # expect: <stdout> <stderr> <stdin> utf-8 w r
print(sys.stdout is sys.__stdout__, sys.stdout.writable(), sys.stdin.readable(), sys.stdout.fileno(), sys.stdout.closed)  # expect: True True True 1 False
print("to stdout", file=sys.stdout)  # expect: to stdout
try:
    sys.stdout.write(5)
except TypeError as error:
    print(error)  # expect: write() argument must be str, not int
print(sys.stdin.read(), sys.stdin.readline(), [line for line in sys.stdin])  # expect:   []
saved = sys.stdout
sys.stdout = None
print("lost")
del sys.stdout
try:
    print("missing")
except RuntimeError as e:
    error = e
sys.stdout = saved
print(error)  # expect: lost sys.stdout
print(sys.exception(), sys.exc_info())  # expect: None (None, None, None)
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exception() is e, sys.exc_info()[2] is e.__traceback__)  # expect: True True
sys.displayhook(5)  # expect: 5
sys.displayhook(None)
import builtins
print(builtins._)  # expect: 5
