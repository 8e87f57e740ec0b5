# Searching in texts that are long: by words, from either end, with false starts, counting and replacing.
text = 'abcdefghij' * 500
print(text.count('abc'), text.count('j'), text.count('ja'), text.count('x'), text.count('abc', 3), text.count('hij', 0, 5000), text.count('abcdefghij' * 3))  # expect: 500 500 499 0 499 500 166
print(text.find('z'), text.find('ja'), text.find('ba'), text.find('j', 4990), text.rfind('a'), text.rfind('ja'), text.rfind('z'), text.index('cde', 2), text.rindex('b'))  # expect: -1 9 -1 4999 4990 4989 -1 2 4991
print(len(text.replace('abc', '-')), text.replace('hij', 'HIJ')[:12], text.replace('ja', '')[-5:], text.replace('abc', '+', 2)[:25], text.replace('x', 'y') is text, len(text.replace('', '-')))  # expect: 4000 abcdefgHIJab fghij +defghij+defghijabcdefghi True 10001
print(('a' * 5000 + 'b').find('a' * 100 + 'b'), ('a' * 5000).find('a' * 100 + 'b'), ('ab' * 3000).count('abab'), ('ab' * 3000).find('bb'), ('ab' * 3000).rfind('aa'))  # expect: 4900 -1 1500 -1 -1
for size in (0, 1, 3, 4, 15, 16, 17, 63, 64, 65, 1000):
    line = 'x' * size + 'y' + 'x' * size
    assert line.find('y') == line.rfind('y') == line.index('y') == size
    assert line.count('x') == 2 * size and line.count('y') == 1 and line.count('xy') == min(size, 1)
    assert line.split('y') == ['x' * size] * 2 and line.rsplit('y', 1) == line.split('y')
    assert line.replace('y', 'zz') == 'x' * size + 'zz' + 'x' * size
    assert line.partition('y') == ('x' * size, 'y', 'x' * size)
    assert line.startswith('x' * size + 'y') and line.endswith('y' + 'x' * size) and 'yx' * 2 not in line
    assert line + 'z' == 'z'.join([line, '']) and (line + line)[size] == 'y' and 'y'.join(line.split('y')) == line
bytes_of_all = ''.join([chr(n) for n in range(256)]) * 20
print([bytes_of_all.count(chr(n)) for n in (0, 1, 127, 128, 129, 254, 255)], bytes_of_all.find('ÿ'), bytes_of_all.rfind('\x80'), bytes_of_all.find('Ā'))  # expect: [20, 20, 20, 20, 20, 20, 20] 255 4992 -1
