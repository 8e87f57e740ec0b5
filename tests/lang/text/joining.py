# join of every kind of iterable, and what it says of items that are no strings.
print(','.join(['a', 'b', 'c']), ''.join(('x', 'y')), '-'.join('abc'), ', '.join({'k': 1, 'l': 2}), ''.join([]), '|'.join(['one']))  # expect: a,b,c xy a-b-c k, l  one
print('\u0416'.join(['a', 'b']), ', '.join(['\xe9', '\U0001f600']), len(''.join(['ab'] * 1000)), '--'.join(['', '', '']))  # expect: aЖb é, 😀 2000 ----
print('+'.join(map(str, range(5))), ''.join(reversed('abc')), ' '.join(sorted(['b', 'a'])), ''.join(iter(['p', 'q'])))  # expect: 0+1+2+3+4 cba a b pq
for f in (lambda: ''.join(5), lambda: ''.join(['a', 1]), lambda: ''.join(('a', 'b', None)), lambda: ''.join(None), lambda: ','.join([[]])):
    try:
        print(f())
    except TypeError as e:
        print(e)  # expect: can only join an iterable
        # expect: sequence item 1: expected str instance, int found
        # expect: sequence item 2: expected str instance, NoneType found
        # expect: can only join an iterable
        # expect: sequence item 0: expected str instance, list found
items = ['a', 'b']
print(''.join(items), items)  # expect: ab ['a', 'b']
