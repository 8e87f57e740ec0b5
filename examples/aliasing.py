# Names refer to objects; an assignment binds a name and copies nothing.
import sys

a = 2
b = a
b = 3  # binds b to another object; a still refers to the 2
print(a, b)  # expect: 2 3

alist = [1, 2]
blist = alist  # two names for one list
blist.append(3)
print(alist, alist is blist)  # expect: [1, 2, 3] True
print(sys.getrefcount(alist))  # expect: 3

blist = alist + [4]  # a new list: the names part
blist.append(5)
print(alist, blist)  # expect: [1, 2, 3] [1, 2, 3, 4, 5]
print(sys.getrefcount(alist))  # expect: 2


def forget(items):
    items = []  # binds the parameter to a new list: the caller's list is untouched
    return items


def empty(items):
    items.clear()  # changes the object that the caller sees too


forget(alist)
print(alist)  # expect: [1, 2, 3]
empty(alist)
print(alist)  # expect: []
