def half(n):
    return 1 // n


print(half(1))  # expect: 1
half(0)  # error: ZeroDivisionError: integer division or modulo by zero
