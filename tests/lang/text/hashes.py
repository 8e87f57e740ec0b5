# Hashes under PYTHONHASHSEED=0.
for s in ['', 'a', 'b', 'abc', 'spam', 'hello world', '\xe9', '\u0416', '\U0001f600', 'x' * 7, 'x' * 8, 'x' * 9, 'x' * 64]:
    print(hash(s))  # expect: 0
    # expect: 4644417185603328019
    # expect: -8420940591063670578
    # expect: -4594863902769663758
    # expect: -7643603308804133256
    # expect: -5642461784034726774
    # expect: 6047309291227476195
    # expect: 5229429703671838488
    # expect: -3536540696076613844
    # expect: 4423015880544474238
    # expect: -4724777423671707232
    # expect: 1110956022226650754
    # expect: 5471797116534828707
