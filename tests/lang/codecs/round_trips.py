# Every code point survives, in every encoding that has it.
for name in ('utf-8', 'utf-16', 'utf-16-be', 'utf-32', 'utf-32-le'):
    total = 0
    for start in range(0, 0x110000, 0x1111):
        text = ''.join([chr(c) for c in range(start, min(start + 40, 0x110000)) if not 0xd800 <= c <= 0xdfff])
        total += text.encode(name).decode(name) == text
    print(name, total)
# expect: utf-8 256
# expect: utf-16 256
# expect: utf-16-be 256
# expect: utf-32 256
# expect: utf-32-le 256
data = bytes(range(256))
print(data.decode('latin-1').encode('latin-1') == data, data.decode('utf-8', 'surrogateescape').encode('utf-8', 'surrogateescape') == data, data.decode('ascii', 'surrogateescape').encode('ascii', 'surrogateescape') == data)  # expect: True True True
lone = '\ud800\udc00\udfff'
print(lone.encode('utf-8', 'surrogatepass').decode('utf-8', 'surrogatepass') == lone, ascii(lone.encode('utf-16', 'surrogatepass').decode('utf-16', 'surrogatepass')))  # expect: True '\U00010000\udfff'
