print(float(), float(5), float(10**20), float("1.5"), float(" -1.5e3\n"), float("1_000.5_0"), float(".5"), float("5."), float("1e5"), float("1E-5"), float("inf"), float("-Infinity"), float("NaN"), float("+nan"), float(True))  # expect: 0.0 5.0 1e+20 1.5 -1500.0 1000.5 0.5 5.0 100000.0 1e-05 inf -inf nan nan 1.0
print(float("1e400"), float("-1e400"), float("1e-400"), float("5e-324"), float("3e-324"), float("2e-324"), float("9007199254740993"), float("1" * 400), float("0." + "0" * 400 + "1"), float("\u0661.\u0665"), float("\u20031.5\u2003"))  # expect: inf -inf 0.0 5e-324 5e-324 0.0 9007199254740992.0 inf 0.0 1.5 1.5
print(float("0.1"), float("123456789012345678901234567890.123"), float("2.2250738585072011e-308"), float("179769313486231580793e289"), float("1e23"), float("8.41e21"))  # expect: 0.1 1.2345678901234568e+29 2.225073858507201e-308 inf 1e+23 8.41e+21
for x in ("", "abc", "1__0", "_1", "1_", "1_.5", "1._5", "1e_5", "1e", "e5", ".", "--1", "0x10", "1 5", "1.5f", "infinit", "nan(1)", "\xe9", "1,5", None, [], {}, ()):
    try:
        print(float(x))
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError could not convert string to float: ''
        # expect: ValueError could not convert string to float: 'abc'
        # expect: ValueError could not convert string to float: '1__0'
        # expect: ValueError could not convert string to float: '_1'
        # expect: ValueError could not convert string to float: '1_'
        # expect: ValueError could not convert string to float: '1_.5'
        # expect: ValueError could not convert string to float: '1._5'
        # expect: ValueError could not convert string to float: '1e_5'
        # expect: ValueError could not convert string to float: '1e'
        # expect: ValueError could not convert string to float: 'e5'
        # expect: ValueError could not convert string to float: '.'
        # expect: ValueError could not convert string to float: '--1'
        # expect: ValueError could not convert string to float: '0x10'
        # expect: ValueError could not convert string to float: '1 5'
        # expect: ValueError could not convert string to float: '1.5f'
        # expect: ValueError could not convert string to float: 'infinit'
        # expect: ValueError could not convert string to float: 'nan(1)'
        # expect: ValueError could not convert string to float: 'é'
        # expect: ValueError could not convert string to float: '1,5'
        # expect: TypeError float() argument must be a string or a real number, not 'NoneType'
        # expect: TypeError float() argument must be a string or a real number, not 'list'
        # expect: TypeError float() argument must be a string or a real number, not 'dict'
        # expect: TypeError float() argument must be a string or a real number, not 'tuple'
for f in (lambda: float(10**400), lambda: float(1, 2), lambda: float(x=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: OverflowError int too large to convert to float
        # expect: TypeError float expected at most 1 argument, got 2
        # expect: TypeError float() takes no keyword arguments
y = 1.5
print(float(y) is y, +y is y, y.real is y, y.conjugate() is y)  # expect: True True True True
