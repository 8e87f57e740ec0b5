# What was a statement in Python 2.
try:
    print >> 5
except TypeError as error:
    print(error)
# expect: unsupported operand type(s) for >>: 'builtin_function_or_method' and 'int'. Did you mean "print(<message>, file=<output_stream>)"?

try:
    5 >> print
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for >>: 'int' and 'builtin_function_or_method'

f = print
f >>= ""
# error: TypeError: unsupported operand type(s) for >>=: 'builtin_function_or_method' and 'str'
