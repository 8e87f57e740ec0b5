# Many failures in a row leave nothing that piles up.
count = 0
for i in range(2000):
    try:
        try:
            [][i]
        except IndexError as e:
            raise KeyError(i) from e
    except KeyError as e:
        count += e.args[0] == i
print(count)  # expect: 2000

def recurse(n):
    try:
        if n == 0:
            raise ValueError(n)
        recurse(n - 1)
    except ValueError as e:
        e.add_note(str(n))
        raise
try:
    recurse(20)
except ValueError as e:
    print(len(e.__notes__), e.__notes__[:3], e.__notes__[-1])  # expect: 21 ['0', '1', '2'] 20

def deep():
    return deep() + 1
for i in range(3):
    try:
        deep()
    except RecursionError as e:
        print(type(e).__name__, str(e)[:32])  # expect: RecursionError maximum recursion depth exceeded
        # expect: RecursionError maximum recursion depth exceeded
        # expect: RecursionError maximum recursion depth exceeded
