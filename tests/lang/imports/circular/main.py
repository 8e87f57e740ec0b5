# Two modules that import each other: what is there already can be used, and the messages say why the rest is missing.
import first  # expect: first starts
# expect: second starts
# expect: partially initialized module 'first' has no attribute 'late' (most likely due to a circular import)
# expect: cannot import name 'late' from partially initialized module 'first' (most likely due to a circular import)
# expect: early
# expect: first goes on: 2
# expect: AttributeError partially initialized module 'outer' has no attribute 'inner' (most likely due to a circular import)
print(first.late, first.second.value)  # expect: late 2
try:
    first.nothing
except AttributeError as error:
    print(error)  # expect: module 'first' has no attribute 'nothing'
import late.part  # expect: AttributeError cannot access submodule 'part' of module 'late' (most likely due to a circular import)
print(late.part.__name__)  # expect: late.part
