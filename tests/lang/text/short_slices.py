# Slices of ASCII text: bounds on either side, steps, what stays the same object, what needs a real slice.
word = 'abcdefgh'
bounds = [None, 0, 3, 8, 12, -3, -8, -12, 10**12, -10**12]
print([word[a:b] for a in bounds for b in bounds])  # expect: ['abcdefgh', '', 'abc', 'abcdefgh', 'abcdefgh', 'abcde', '', '', 'abcdefgh', '', 'abcdefgh', '', 'abc', 'abcdefgh', 'abcdefgh', 'abcde', '', '', 'abcdefgh', '', 'defgh', '', '', 'defgh', 'defgh', 'de', '', '', 'defgh', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'fgh', '', '', 'fgh', 'fgh', '', '', '', 'fgh', '', 'abcdefgh', '', 'abc', 'abcdefgh', 'abcdefgh', 'abcde', '', '', 'abcdefgh', '', 'abcdefgh', '', 'abc', 'abcdefgh', 'abcdefgh', 'abcde', '', '', 'abcdefgh', '', '', '', '', '', '', '', '', '', '', '', 'abcdefgh', '', 'abc', 'abcdefgh', 'abcdefgh', 'abcde', '', '', 'abcdefgh', '']
print([word[a:b:-1] for a in bounds for b in bounds])  # expect: ['hgfedcba', 'hgfedcb', 'hgfe', '', '', 'hg', 'hgfedcb', 'hgfedcba', '', 'hgfedcba', 'a', '', '', '', '', '', '', 'a', '', 'a', 'dcba', 'dcb', '', '', '', '', 'dcb', 'dcba', '', 'dcba', 'hgfedcba', 'hgfedcb', 'hgfe', '', '', 'hg', 'hgfedcb', 'hgfedcba', '', 'hgfedcba', 'hgfedcba', 'hgfedcb', 'hgfe', '', '', 'hg', 'hgfedcb', 'hgfedcba', '', 'hgfedcba', 'fedcba', 'fedcb', 'fe', '', '', '', 'fedcb', 'fedcba', '', 'fedcba', 'a', '', '', '', '', '', '', 'a', '', 'a', '', '', '', '', '', '', '', '', '', '', 'hgfedcba', 'hgfedcb', 'hgfe', '', '', 'hg', 'hgfedcb', 'hgfedcba', '', 'hgfedcba', '', '', '', '', '', '', '', '', '', '']
print([word[a::step] for a in bounds for step in (2, 3, -2, -5, 10**12, -10**12)])  # expect: ['aceg', 'adg', 'hfdb', 'hc', 'a', 'h', 'aceg', 'adg', 'a', 'a', 'a', 'a', 'dfh', 'dg', 'db', 'd', 'd', 'd', '', '', 'hfdb', 'hc', '', 'h', '', '', 'hfdb', 'hc', '', 'h', 'fh', 'f', 'fdb', 'fa', 'f', 'f', 'aceg', 'adg', 'a', 'a', 'a', 'a', 'aceg', 'adg', '', '', 'a', '', '', '', 'hfdb', 'hc', '', 'h', 'aceg', 'adg', '', '', 'a', '']
print(word[:] is word, word[0:8] is word, word[0:99] is word, word[::1] is word, word[3:3] == '', word[::-1][::-1] == word)  # expect: True True True True True True
print('héllo'[1:3], 'héllo'[::-1], 'a'[::-1], ''[::-1], ('x' * 300)[5:290] == 'x' * 285, [1, 2, 3][1:], (1, 2, 3)[::-1])  # expect: él olléh a  True [2, 3] (3, 2, 1)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Key:
    def __getitem__(self, key):
        return key


class Text(str):
    pass


print(word[Index(1):Index(4)], word[True:], Key()[1:2], Key()[:], Key()[::3], Text('abc')[1:], type(Text('abc')[:]).__name__)  # expect: bcd bcdefgh slice(1, 2, None) slice(None, None, None) slice(None, None, 3) bc str
for bad in (lambda: word[::0], lambda: word['a':], lambda: word[1.5:2], lambda: {}[1:2], lambda: word[:'x']):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)  # expect: ValueError slice step cannot be zero
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError unhashable type: 'slice'
# expect: TypeError slice indices must be integers or None or have an __index__ method


def given():
    text = 'hello world'
    yield text[(yield 1):(yield 2)]


steps = given()
print(next(steps), steps.send(2), steps.send(5))  # expect: 1 2 llo
