# The allocators' contract and failing allocations, by CPython's own test functions.
import _testcapi

print(_testcapi.test_pymem_alloc0(), _testcapi.test_pymem_setrawallocators())  # expect: None None
print(_testcapi.test_pymem_setallocators(), _testcapi.test_pyobject_setallocators())  # expect: None None

try:
    _testcapi.raise_memoryerror()
except MemoryError as e:
    print(repr(e))  # expect: MemoryError()


def allocate():
    return ['x' * n for n in range(500, 520)]


_testcapi.set_nomemory(0, 1)
try:
    allocate()
except MemoryError as e:
    failed = True
_testcapi.remove_mem_hooks()
print(failed, len(allocate()))  # expect: True 20
print(_testcapi.remove_mem_hooks())  # expect: None


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__ + ':', e)


attempt(_testcapi.tracemalloc_track, 5, 4096, 100)  # expect: RuntimeError: PyTraceMalloc_Track error
attempt(_testcapi.tracemalloc_untrack, 5, 4096)  # expect: RuntimeError: PyTraceMalloc_Untrack error
attempt(_testcapi.tracemalloc_get_traceback, 5, 4096)  # expect: None
attempt(_testcapi.tracemalloc_track, 5)  # expect: TypeError: function takes at least 3 arguments (1 given)
attempt(_testcapi.tracemalloc_track, 1, 2, 3, 4, 5)  # expect: TypeError: function takes at most 4 arguments (5 given)
attempt(_testcapi.tracemalloc_track, 'a', 2, 3)  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(_testcapi.set_nomemory)  # expect: TypeError: function takes at least 1 argument (0 given)
