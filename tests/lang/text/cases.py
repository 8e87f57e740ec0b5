# Case methods, with the mappings that change the length, and the two lower cases of sigma.
print('Hello World'.upper(), 'Hello World'.lower(), 'hello world'.title(), 'hELLO wORLD'.capitalize(), 'Hello World'.swapcase())  # expect: HELLO WORLD hello world Hello World Hello world hELLO wORLD
print('stra\xdfe'.upper(), 'stra\xdfe'.casefold(), '\ufb01n'.upper(), '\ufb01n'.title(), '\xff\xb5'.upper(), '\u0130'.lower() == 'i\u0307')  # expect: STRASSE strasse FIN Fin ŸΜ True
print('\u03a3\u039f\u03a6\u039f\u03a3 \u03a3 \u03a3\u0301a'.lower(), 'a\u03a3\u0301'.lower(), "they're bill's friends".title())  # expect: σοφος σ σ́a aς́ They'Re Bill'S Friends
print('\u01c6'.title(), '\u01c6'.upper(), '\u1f88'.lower(), '\u1f80'.upper(), '\U00010428'.upper(), '\u0149'.upper())  # expect: ǅ Ǆ ᾀ ἈΙ 𐐀 ʼN
print('\u0416\u0443\u043a'.upper(), '\u0416\u0443\u043a'.swapcase(), '\xe9t\xe9'.capitalize(), '\u0130x'.swapcase() == 'i\u0307X')  # expect: ЖУК жУК Été True
print(''.upper() + ''.title() + ''.capitalize() == '', 'a1b2'.title(), '3rd'.capitalize(), 'x'.upper(), 'A'.isupper(), 'a'.islower())  # expect: True A1B2 3rd X True True
print('Title Case'.istitle(), 'Title case'.istitle(), 'TITLE'.istitle(), 'ABC'.isupper(), 'ABc'.isupper(), 'abc1'.islower(), '1'.islower(), ''.islower(), '\u01c5'.istitle())  # expect: True False False True False True False False True
