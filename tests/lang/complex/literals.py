print(1j, -2j, 1 + 2j, 0j, -0j, 1 - 0j, -1 - 2j, 1e100j, .5j, 1_0.0j, 3.0J, 1e16j, 1e-5j, 10J)  # expect: 1j (-0-2j) (1+2j) 0j (-0-0j) (1+0j) (-1-2j) 1e+100j 0.5j 10j 3j 1e+16j 1e-05j 10j
def f():
    return 1 + 2j, -1j, 2j * 3, 1j / 2, 1.5 - 0j, 1j ** 2, 3 - 4j
print(f.__code__.co_consts)  # expect: (None, ((1+2j), (-0-1j), 6j, 0.5j, (1.5+0j), (-1+0j), (3-4j)))
print(type(1j), bool(0j), bool(1j), not 0j)  # expect: <class 'complex'> False True True
def match(x):
    match x:
        case 1 + 2j:
            return 'sum'
        case -1j:
            return 'negative'
        case complex():
            return 'complex'
    return 'other'
print(match(1 + 2j), match(-1j), match(5j), match(1))  # expect: sum negative complex other
