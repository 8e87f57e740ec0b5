# SyntaxError and its place.
e = SyntaxError("msg")
print(e, e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.print_file_and_line)  # expect: msg msg None None None None None None None
e = SyntaxError("msg", ("dir/file.py", 3, 5, "text"))
print(e, e.filename, e.lineno, e.offset, e.text, e.args)  # expect: msg (file.py, line 3) dir/file.py 3 5 text ('msg', ('dir/file.py', 3, 5, 'text'))
e = SyntaxError("msg", ("f", 1, 2, "text", 3, 4))
print(e.end_lineno, e.end_offset)  # expect: 3 4
print(SyntaxError("m", (None, 3, 1, "t")), SyntaxError("m", ("f", None, 1, "t")), SyntaxError("m", (None, None, None, None)))  # expect: m (line 3) m (f) m
print(SyntaxError(), SyntaxError(1, 2, 3))  # expect: None 1
for details in (5, (1,), (1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6, 7)):
    try:
        SyntaxError("m", details)
    except TypeError as error:
        print(error)  # expect: 'int' object is not iterable
        # expect: function takes at least 4 arguments (1 given)
        # expect: end_offset must be provided when end_lineno is provided
        # expect: function takes at most 6 arguments (7 given)
try:
    eval("1 +")
except SyntaxError as e:
    print(e.msg, e.filename, e.lineno, e.offset, e.text)  # expect: invalid syntax <string> 1 0 1 +
print(IndentationError("i", ("f", 1, 2, "t")), isinstance(TabError(), SyntaxError))  # expect: i (f, line 1) True
