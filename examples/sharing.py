# Which values are made anew and which are shared: small ints, one-character strings, interned names, constants.
import sys

zero = int("256")
print(zero is int("256"), int("257") is int("257"))  # expect: True False
print(int("-5") is int("-5"), int("-6") is int("-6"))  # expect: True False

word = "vivarium"
built = "".join(["viva", "rium"])
print(word == built, word is built)  # expect: True False
print(sys.intern(built) is word)  # expect: True

print("abc"[1] == "xbz"[1], chr(233) is chr(233), chr(300) is chr(300))  # expect: True True False
empty = ""
print(empty is "".join([]), tuple([]) is tuple(""))  # expect: True True

one, other = 1000.5, 1000.5
print(one is other)  # expect: True
print(float("1000.5") is float("1000.5"))  # expect: False

# A freed object leaves its place to the next one of its size: the same address, another object.
first = id([1, 2, 3])
second = id([4, 5, 6])
print(first == second)  # expect: True
