# Interned strings and names.
import sys
a = sys.intern('some name' + str(1))
b = sys.intern('some ' + 'name1')
print(a is b, sys.intern('x y') is sys.intern('x' + ' y'), sys.intern(a) is a)  # expect: True True True
d = 'key' + str(5)
t = {d: 1}
print(sys.intern(d) == d, t['key5'])  # expect: True 1
try:
    sys.intern(5)
except TypeError as e:
    print(e)  # expect: intern() argument must be str, not int
for i in range(300):
    sys.intern('temporary' + str(i))
print(sys.intern('temporary' + str(7)) == 'temporary7')  # expect: True
