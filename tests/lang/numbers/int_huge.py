# Results that cannot be made fail at once, and the program goes on.
for f in (lambda: 1 << 2**40, lambda: 1 << 2**66, lambda: 1 << 10**30, lambda: (1 << 2**41) + 1):
    try:
        print(f())
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__, e)  # expect: MemoryError 
        # expect: OverflowError too many digits in integer
        # expect: OverflowError too many digits in integer
        # expect: MemoryError 
print(0 << 2**66, 1 + 1)  # expect: 0 2
