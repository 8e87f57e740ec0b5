# random: the same numbers as CPython for the same seed
import random
def attempt(act):
    try:
        print(act())
    except Exception as e:
        print(type(e).__name__, e)
random.seed(42)
print(random.random(), random.randint(1, 6), random.choice("abc"), random.sample(range(10), 3))
# expect: 0.6394267984578837 1 c [4, 3, 8]
print(random.uniform(1, 2), random.randrange(5), random.randrange(1, 10, 2), random.getrandbits(70))
# expect: 1.139537928525144 0 9 508954754225786691458
print(random.choices([1, 2, 3], k=3), random.choices("ab", [1, 5], k=5), random.choices("ab", cum_weights=[1, 10], k=3))
# expect: [1, 1, 1] ['b', 'b', 'b', 'b', 'b'] ['b', 'b', 'b']
print(random.triangular(), random.normalvariate(0, 1), random.gauss(0, 1), random.gauss(0, 1))
# expect: 0.6527301964824521 -1.0112200444941262 -0.12132796113796981 0.685727498318743
print(random.expovariate(1), random.betavariate(1, 2), random.gammavariate(2.5, 2), random.gammavariate(.5, 2))
# expect: 1.4417822468615444 0.06675578845177198 3.6203845108834094 0.005292703847637596
print(random.paretovariate(1), random.weibullvariate(1, 1), random.vonmisesvariate(0, 1), random.lognormvariate(0, 1))
# expect: 1.1426301353570658 2.5548404613251403 0.12075177156158104 2.8175125369798035
print(random.randbytes(3), random.sample([1, 2], 3, counts=[2, 2]), random.sample(range(1000), 10))
# expect: b'\xd391' [1, 2, 2] [791, 296, 81, 875, 238, 887, 103, 389, 284, 464]
numbers = list(range(20))
random.shuffle(numbers)
print(numbers)  # expect: [15, 0, 13, 8, 18, 7, 9, 3, 2, 1, 12, 14, 16, 4, 10, 6, 17, 19, 5, 11]
def first(seed, **more):
    random.seed(seed, **more)
    return random.random()
print(first(1.5), first("abc"), first(b"abc"))  # expect: 0.551763726942059 0.7720246314157545 0.7720246314157545
print(first(-5), first(2 ** 100), first(True))  # expect: 0.6229016948897019 0.7586581712996778 0.13436424411240122
print(first("abc", version=1), first("x" * 300), first(0))
# expect: 0.09639374978773074 0.22742392778346976 0.8444218515250481
print(random.getrandbits(0), random.getrandbits(1), random.getrandbits(33), hex(random.getrandbits(200)))
# expect: 0 1 3823568514 0xeb67a9c3787c65c1e582e2e662f728b4fa42485e3a0a5d2f34
# states, generators of one's own
random.seed(3)
state = random.getstate()
drawn = [random.random() for _ in range(3)]
random.setstate(state)
print(drawn == [random.random() for _ in range(3)], len(state), state[0], len(state[1]), state[2])
# expect: True 3 3 625 None
print([random.Random(i).randint(0, 10 ** 30) for i in range(3)])
# expect: [198441737587687207744109680147, 99436813185968347955962756036, 402865065120196900326479636127]
class Quarter(random.Random):
    def random(self):
        return 0.25
print(Quarter().randrange(100), Quarter(3).choice([1, 2, 3, 4]), random.Random.__mro__)
# expect: 48 1 (<class 'random.Random'>, <class '_random.Random'>, <class 'object'>)
# refused
attempt(lambda: random.randint(5, 1))  # expect: ValueError empty range for randrange() (5, 2, -3)
attempt(lambda: random.randrange(0))  # expect: ValueError empty range for randrange()
attempt(lambda: random.randrange("x"))  # expect: ValueError invalid literal for int() with base 10: 'x'
attempt(lambda: random.randrange(1, 2, 0))  # expect: ValueError zero step for randrange()
attempt(lambda: random.randrange(5, None, 2))  # expect: TypeError Missing a non-None stop argument
attempt(lambda: random.choice([]))  # expect: IndexError Cannot choose from an empty sequence
attempt(lambda: random.sample([1], 2))  # expect: ValueError Sample larger than population or is negative
attempt(lambda: random.sample({1}, 1))
# expect: TypeError Population must be a sequence.  For dicts or sets, use sorted(d).
attempt(lambda: random.choices([1], [0]))  # expect: ValueError Total of weights must be greater than zero
attempt(lambda: random.choices([1, 2], [1]))
# expect: ValueError The number of weights does not match the population
attempt(lambda: random.choices([1, 2], cum_weights=[1, 2], weights=[1, 2]))
# expect: TypeError Cannot specify both weights and cumulative weights
attempt(lambda: random.shuffle("ab"))  # expect: TypeError 'str' object does not support item assignment
attempt(lambda: random.getrandbits(-1))  # expect: ValueError number of bits must be non-negative
attempt(lambda: random.seed([1]))
# expect: TypeError The only supported seed types are: None,
# expect: int, float, str, bytes, and bytearray.
attempt(lambda: random.setstate((3, (1, 2), None)))  # expect: ValueError state vector is the wrong size
