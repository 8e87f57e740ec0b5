# Text: building, joining, splitting, replacing, formatting.
def build(count):
    text = ""
    for i in range(count):
        text += chr(97 + i % 26)
    return text


def rows(count):
    lines = []
    for i in range(count):
        lines.append(f"{i:05d};{i * i};{i % 7 == 0}")
    return "\n".join(lines)


def parse(text):
    total = 0
    flags = 0
    for line in text.split("\n"):
        number, square, flag = line.split(";")
        total += int(number) + int(square)
        if flag == "True":
            flags += 1
    return total, flags


def reverse_words(text, rounds):
    for _ in range(rounds):
        text = " ".join([word[::-1] for word in text.split(" ")])
    return text


text = build(1000000)
print(len(text), text.count("abc"), text.replace("xyz", "-").find("-"))  # expect: 1000000 38462 23
print(parse(rows(250000)))  # expect: (5208333333250000, 35715)
print(reverse_words("alpha beta gamma delta " * 200, 301)[:12], "%s-%d" % ("x", 5))  # expect: ahpla ateb a x-5
