print({1}, {'a'}, {(1,)}, {frozenset()}, {frozenset([1])}, set(), frozenset(), frozenset({'x'}))  # expect: {1} {'a'} {(1,)} {frozenset()} {frozenset({1})} set() frozenset() frozenset({'x'})
print(str({1}), repr(frozenset([1, 2])), f'{ {1} }', '%s %r' % ({1}, set()), '{}'.format({2}))  # expect: {1} frozenset({1, 2}) {1} {1} set() {2}
print([{1}, {2: {3}}], ({1},))  # expect: [{1}, {2: {3}}] ({1},)
print({'\u20ac'}, {"it's"}, {None}, {1.0}, {...})  # expect: {'€'} {"it's"} {None} {1.0} {Ellipsis}
