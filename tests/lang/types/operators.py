# Operators that the operands do not know: CPython's messages, through every operator.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
five, none, one, pair, text = 5, None, [1], (1,), 'abc'
attempt(lambda: 1 + 'a')  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: 'a' + 1)  # expect: TypeError: can only concatenate str (not "int") to str
attempt(lambda: [] + ())  # expect: TypeError: can only concatenate list (not "tuple") to list
attempt(lambda: () + [])  # expect: TypeError: can only concatenate tuple (not "list") to tuple
attempt(lambda: None + None)  # expect: TypeError: unsupported operand type(s) for +: 'NoneType' and 'NoneType'
attempt(lambda: 1 - 'a')  # expect: TypeError: unsupported operand type(s) for -: 'int' and 'str'
attempt(lambda: 'a' * 'b')  # expect: TypeError: can't multiply sequence by non-int of type 'str'
attempt(lambda: [1] * 1.5)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
attempt(lambda: 1.5 * (1,))  # expect: TypeError: can't multiply sequence by non-int of type 'float'
attempt(lambda: {} * 2)  # expect: TypeError: unsupported operand type(s) for *: 'dict' and 'int'
attempt(lambda: 1 / None)  # expect: TypeError: unsupported operand type(s) for /: 'int' and 'NoneType'
attempt(lambda: 1 // None)  # expect: TypeError: unsupported operand type(s) for //: 'int' and 'NoneType'
attempt(lambda: 1 % None)  # expect: TypeError: unsupported operand type(s) for %: 'int' and 'NoneType'
attempt(lambda: None % 1)  # expect: TypeError: unsupported operand type(s) for %: 'NoneType' and 'int'
attempt(lambda: divmod(1, None))  # expect: TypeError: unsupported operand type(s) for divmod(): 'int' and 'NoneType'
attempt(lambda: 1 ** 'a')  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'
attempt(lambda: pow('a', 2))  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
attempt(lambda: pow(1, 2, 'a'))  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'int', 'int', 'str'
attempt(lambda: pow('a', 2, 3))  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'str', 'int', 'int'
attempt(lambda: pow(2.0, 2, 3))  # expect: TypeError: pow() 3rd argument not allowed unless all arguments are integers
attempt(lambda: 1 << 1.5)  # expect: TypeError: unsupported operand type(s) for <<: 'int' and 'float'
attempt(lambda: 1 >> None)  # expect: TypeError: unsupported operand type(s) for >>: 'int' and 'NoneType'
attempt(lambda: 1 & None)  # expect: TypeError: unsupported operand type(s) for &: 'int' and 'NoneType'
attempt(lambda: 1 | 1.0)  # expect: TypeError: unsupported operand type(s) for |: 'int' and 'float'
attempt(lambda: 1 ^ 'a')  # expect: TypeError: unsupported operand type(s) for ^: 'int' and 'str'
attempt(lambda: 1 @ 2)  # expect: TypeError: unsupported operand type(s) for @: 'int' and 'int'
attempt(lambda: [] @ [])  # expect: TypeError: unsupported operand type(s) for @: 'list' and 'list'
attempt(lambda: -'a')  # expect: TypeError: bad operand type for unary -: 'str'
attempt(lambda: +[])  # expect: TypeError: bad operand type for unary +: 'list'
attempt(lambda: ~1.5)  # expect: TypeError: bad operand type for unary ~: 'float'
attempt(lambda: ~None)  # expect: TypeError: bad operand type for unary ~: 'NoneType'
attempt(lambda: abs('a'))  # expect: TypeError: bad operand type for abs(): 'str'
attempt(lambda: 1 < 'a')  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
attempt(lambda: [] <= ())  # expect: TypeError: '<=' not supported between instances of 'list' and 'tuple'
attempt(lambda: None > None)  # expect: TypeError: '>' not supported between instances of 'NoneType' and 'NoneType'
attempt(lambda: {} >= {})  # expect: TypeError: '>=' not supported between instances of 'dict' and 'dict'
attempt(lambda: 1 == 'a')  # expect: False
attempt(lambda: 1 != 'a')  # expect: True
attempt(lambda: [1, 'a'] < [1, 2])  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
attempt(lambda: (1, None) < (1, 2))  # expect: TypeError: '<' not supported between instances of 'NoneType' and 'int'
attempt(lambda: 1 in 5)  # expect: TypeError: argument of type 'int' is not iterable
attempt(lambda: 1 in None)  # expect: TypeError: argument of type 'NoneType' is not iterable
attempt(lambda: 1 in 'abc')  # expect: TypeError: 'in <string>' requires string as left operand, not int
attempt(lambda: [] in {})  # expect: TypeError: unhashable type: 'list'
attempt(lambda: len(5))  # expect: TypeError: object of type 'int' has no len()
attempt(lambda: iter(5))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: five[0])  # expect: TypeError: 'int' object is not subscriptable
attempt(lambda: none['a'])  # expect: TypeError: 'NoneType' object is not subscriptable
attempt(lambda: one['a'])  # expect: TypeError: list indices must be integers or slices, not str
attempt(lambda: pair[1.0])  # expect: TypeError: tuple indices must be integers or slices, not float
attempt(lambda: text[None])  # expect: TypeError: string indices must be integers, not 'NoneType'
attempt(lambda: len[1])  # expect: TypeError: 'builtin_function_or_method' object is not subscriptable
attempt(lambda: five())  # expect: TypeError: 'int' object is not callable
attempt(lambda: text())  # expect: TypeError: 'str' object is not callable
attempt(lambda: {}[[]])  # expect: TypeError: unhashable type: 'list'
attempt(lambda: hash([]))  # expect: TypeError: unhashable type: 'list'
attempt(lambda: hash({}))  # expect: TypeError: unhashable type: 'dict'
attempt(lambda: hash(([],)))  # expect: TypeError: unhashable type: 'list'
attempt(lambda: list(5))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: tuple(None))  # expect: TypeError: 'NoneType' object is not iterable
attempt(lambda: int([]))  # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
attempt(lambda: float([]))  # expect: TypeError: float() argument must be a string or a real number, not 'list'
attempt(lambda: int(None))  # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
attempt(lambda: range('a'))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: [0] * (2 ** 70))  # expect: OverflowError: cannot fit 'int' into an index-sized integer
attempt(lambda: [1][2 ** 70])  # expect: IndexError: cannot fit 'int' into an index-sized integer
attempt(lambda: 'a'[2 ** 70])  # expect: IndexError: cannot fit 'int' into an index-sized integer
attempt(lambda: [1, 2] + 3)  # expect: TypeError: can only concatenate list (not "int") to list
attempt(lambda: 3 + [1, 2])  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'list'
