# Long texts by every way of building them.
n = 300
by_add = ''
for i in range(n):
    by_add += str(i)
by_join = ''.join([str(i) for i in range(n)])
by_format = ''.join(['{}'.format(i) for i in range(n)])
by_percent = ''.join(['%d' % i for i in range(n)])
by_fstring = ''.join([f'{i}' for i in range(n)])
print(len(by_add), by_add == by_join == by_format == by_percent == by_fstring)  # expect: 790 True
print(by_add[:30], by_add[-12:], by_add.count('7'), hash(by_add) == hash(by_join))  # expect: 012345678910111213141516171819 296297298299 60 True
lines = '\n'.join(['line %d' % i for i in range(60)])
print(len(lines.splitlines()), len(lines.split('\n')), lines.split('\n')[57], lines.upper().split()[-2:])  # expect: 60 60 line 57 ['LINE', '59']
words = ('the quick brown fox ' * 9).split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(counts)  # expect: {'the': 9, 'quick': 9, 'brown': 9, 'fox': 9}
print(sorted(counts), ' '.join(counts))  # expect: ['brown', 'fox', 'quick', 'the'] the quick brown fox
