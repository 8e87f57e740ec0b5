print({x * x for x in range(-3, 4)}, {x for x in ()})  # expect: {0, 9, 4, 1} set()
print({x + y for x in (10, 20) for y in (1, 2) if x + y != 12})  # expect: {11, 21, 22}
def divisors(n):
    return {d for d in range(1, n + 1) if n % d == 0}
print(sorted(divisors(28)), divisors(7) & divisors(14) == {1, 7})  # expect: [1, 2, 4, 7, 14, 28] True
print(divisors.__code__.co_consts[1].co_name, {(lambda: k)() for k in range(3)})  # expect: <setcomp> {0, 1, 2}
try:
    {[x] for x in range(2)}
except TypeError as e:
    print(e)
# expect: unhashable type: 'list'
