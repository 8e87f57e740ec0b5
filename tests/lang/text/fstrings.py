# f-strings.
a, b, s = 5, 2.5, 'text'
print(f'{a} {b} {s}', f'{a}{b}', f'<{a!r}{s!r}{s!s}>', f'{{}}{a}', f'', f'plain', f'{s}')  # expect: 5 2.5 text 52.5 <5'text'text> {}5  plain text
print(f'{a:5}|{a:<5}|{b:.3f}|{s:>8}|{s:*^10}|{a:#x}|{a:05}', f'{s!r:>8}|', f'{a:{a}}|{b:{a}.{1}f}|', f'{s:{"^"}{10}}|')  # expect:     5|5    |2.500|    text|***text***|0x5|00005   'text'|     5|  2.5|    text   |
print(f'{a + 1} {a * b} {s.upper()} {[a, b][0]} {(lambda x: x + 1)(a)} {"nested " + f"{a}"}', f'{a if a > 3 else b}', f'{a == 5}', f'{s[1:3]}')  # expect: 6 12.5 TEXT 5 6 nested 5 5 True ex
print(f'{a=} {b = } {s=!s} {a=:3}', f"{'q'}")  # expect: a=5 b = 2.5 s=text a=  5 q
tall = f'''{a}
{b}'''
print(repr(tall))  # expect: '5\n2.5'
print(f'{None} {True} {[1, "x"]} { {"k": 1}["k"] } {()}', f'{chr(0x416)}x', f'{chr(0x1f600)}{s}', f'{s}' is s)  # expect: None True [1, 'x'] 1 () Жx 😀text True
print(f'{a}' 'joined' f'{b}', 'x' f'{a}', F'{a}', rf'\n{a}', f'{a:\x20>3}|')  # expect: 5joined2.5 x5 5 \n5   5|
for f in (lambda: f'{s:d}', lambda: f'{a:s}', lambda: f'{[1]:5}', lambda: f'{b:x}', lambda: f'{undefined}', lambda: f'{a:{s}}', lambda: f'{s:.x}'):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError Unknown format code 'd' for object of type 'str'
        # expect: ValueError Unknown format code 's' for object of type 'int'
        # expect: TypeError unsupported format string passed to list.__format__
        # expect: ValueError Unknown format code 'x' for object of type 'float'
        # expect: NameError name 'undefined' is not defined
        # expect: ValueError Invalid format specifier 'text' for object of type 'int'
        # expect: ValueError Format specifier missing precision
