# sys.getsizeof of each form.
import sys
print([sys.getsizeof('a' * n) for n in (0, 1, 2, 15, 16, 100)])  # expect: [49, 50, 51, 64, 65, 149]
print([sys.getsizeof('\xe9' * n) for n in (1, 2, 10)], [sys.getsizeof('\u0416' * n) for n in (1, 2, 10)], [sys.getsizeof('\U0001f600' * n) for n in (1, 2, 10)])  # expect: [74, 75, 83] [76, 78, 94] [80, 84, 116]
print([sys.getsizeof(s) for s in ('a\xe9', 'a\u0416', 'a\U0001f600', 'a\xe9'[0], ('a\u0416' + 'b')[0:1], 'a\u0416'.replace('\u0416', 'x'))])  # expect: [75, 78, 84, 50, 50, 51]
def caps(n, text):
    return [(sys.getsizeof(text.split(',', k)) - 56) // 8 for k in range(n)]
print(caps(4, 'a,b,c,d'), (sys.getsizeof('a b'.split()) - 56) // 8, (sys.getsizeof(''.split(',')) - 56) // 8, (sys.getsizeof(('a,' * 12 + 'a').split(',')) - 56) // 8)  # expect: [1, 2, 3, 4] 12 1 20
