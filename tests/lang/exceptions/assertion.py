# assert.
def check(condition, message):
    try:
        assert condition, message
    except AssertionError as e:
        return repr(e)
    return "holds"
print(check(True, "m"))  # expect: holds
print(check(False, "m"))  # expect: AssertionError('m')
print(check(0, (1, 2)))  # expect: AssertionError((1, 2))
print(check([], None))  # expect: AssertionError(None)
try:
    assert False
except AssertionError as e:
    print(repr(e), e.args)  # expect: AssertionError() ()
AssertionError = ValueError
try:
    assert False
except Exception as e:
    print(type(e).__name__)  # expect: AssertionError
