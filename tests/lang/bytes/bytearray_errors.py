B = bytearray
def run(text):
    b = B(b'hello')
    try:
        exec(text)
        print(text, b)
    except Exception as e:
        print(text, '->', type(e).__name__, e)
for text in ('b += b', 'b.append(256)', 'b.append("a")', 'b.append()', 'b.extend("ab")', 'b.extend(5)', 'b.extend([256])', 'b.extend([None])', 'b.pop(9)', 'B().pop()', 'b.pop("a")', 'b.insert(1)', 'b.insert(0, 256)', 'b.remove(1)', 'b.remove("a")', 'b[0] = "a"', 'b[0] = 256', 'b[9] = 1', 'b["a"] = 1', 'b[9]', 'b["a"]', 'del b[9]', 'b[::2] = b"ab"', 'b[1:2] = 5', 'b[1:2] = "a"', 'b[1:2] = None', 'b[1:2] = [256]', 'b += "a"', 'b += 1', 'b + "a"', '"a" + b', 'b < "a"', 'hash(b)', '{b: 1}', 'B("a")', 'B(-1)', 'B(1.5)', 'B(None)', 'B([256])', 'B(["a"])', 'B(b"a", "ascii")', 'B(encoding="a")', 'B(errors="a")', 'B(1, errors="a")', 'B(10 ** 20)', 'B(1, 2, 3, 4)', 'B(x=1)', 'B.fromhex("z")', 'b.nothing', 'b.x = 1', '"a" in b', '256 in b', 'b.copy(1)', 'b.join("a")'):
    run(text)
# expect: b += b -> BufferError Existing exports of data: object cannot be re-sized
# expect: b.append(256) -> ValueError byte must be in range(0, 256)
# expect: b.append("a") -> TypeError 'str' object cannot be interpreted as an integer
# expect: b.append() -> TypeError bytearray.append() takes exactly one argument (0 given)
# expect: b.extend("ab") -> TypeError 'str' object cannot be interpreted as an integer
# expect: b.extend(5) -> TypeError can't extend bytearray with int
# expect: b.extend([256]) -> ValueError byte must be in range(0, 256)
# expect: b.extend([None]) -> TypeError 'NoneType' object cannot be interpreted as an integer
# expect: b.pop(9) -> IndexError pop index out of range
# expect: B().pop() -> IndexError pop from empty bytearray
# expect: b.pop("a") -> TypeError 'str' object cannot be interpreted as an integer
# expect: b.insert(1) -> TypeError insert expected 2 arguments, got 1
# expect: b.insert(0, 256) -> ValueError byte must be in range(0, 256)
# expect: b.remove(1) -> ValueError value not found in bytearray
# expect: b.remove("a") -> TypeError 'str' object cannot be interpreted as an integer
# expect: b[0] = "a" -> TypeError 'str' object cannot be interpreted as an integer
# expect: b[0] = 256 -> ValueError byte must be in range(0, 256)
# expect: b[9] = 1 -> IndexError bytearray index out of range
# expect: b["a"] = 1 -> TypeError bytearray indices must be integers or slices, not str
# expect: b[9] -> IndexError bytearray index out of range
# expect: b["a"] -> TypeError bytearray indices must be integers or slices, not str
# expect: del b[9] -> IndexError bytearray index out of range
# expect: b[::2] = b"ab" -> ValueError attempt to assign bytes of size 2 to extended slice of size 3
# expect: b[1:2] = 5 -> TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
# expect: b[1:2] = "a" -> TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
# expect: b[1:2] = None -> TypeError cannot convert 'NoneType' object to bytearray
# expect: b[1:2] = [256] -> ValueError byte must be in range(0, 256)
# expect: b += "a" -> TypeError can't concat str to bytearray
# expect: b += 1 -> TypeError can't concat int to bytearray
# expect: b + "a" -> TypeError can't concat str to bytearray
# expect: "a" + b -> TypeError can only concatenate str (not "bytearray") to str
# expect: b < "a" -> TypeError '<' not supported between instances of 'bytearray' and 'str'
# expect: hash(b) -> TypeError unhashable type: 'bytearray'
# expect: {b: 1} -> TypeError unhashable type: 'bytearray'
# expect: B("a") -> TypeError string argument without an encoding
# expect: B(-1) -> ValueError negative count
# expect: B(1.5) -> TypeError cannot convert 'float' object to bytearray
# expect: B(None) -> TypeError cannot convert 'NoneType' object to bytearray
# expect: B([256]) -> ValueError byte must be in range(0, 256)
# expect: B(["a"]) -> TypeError 'str' object cannot be interpreted as an integer
# expect: B(b"a", "ascii") -> TypeError encoding without a string argument
# expect: B(encoding="a") -> TypeError encoding without a string argument
# expect: B(errors="a") -> TypeError errors without a string argument
# expect: B(1, errors="a") -> TypeError errors without a string argument
# expect: B(10 ** 20) -> OverflowError cannot fit 'int' into an index-sized integer
# expect: B(1, 2, 3, 4) -> TypeError bytearray() takes at most 3 arguments (4 given)
# expect: B(x=1) -> TypeError 'x' is an invalid keyword argument for bytearray()
# expect: B.fromhex("z") -> ValueError non-hexadecimal number found in fromhex() arg at position 0
# expect: b.nothing -> AttributeError 'bytearray' object has no attribute 'nothing'
# expect: b.x = 1 -> AttributeError 'bytearray' object has no attribute 'x'
# expect: "a" in b -> TypeError a bytes-like object is required, not 'str'
# expect: 256 in b -> ValueError byte must be in range(0, 256)
# expect: b.copy(1) -> TypeError bytearray.copy() takes no arguments (1 given)
# expect: b.join("a") -> TypeError sequence item 0: expected a bytes-like object, str found
b = bytearray(b'abc')
for key, value in ((9, 300), (9, 'a'), (-9, None), (9, 1)):
    try:
        b[key] = value
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: IndexError bytearray index out of range
