# Loops over small and middling ints.
def collatz(limit):
    best = 0
    longest = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n % 2 == 0:
                n = n // 2
            else:
                n = 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
            best = start
    return best, longest


def mix(count):
    x = 12345
    total = 0
    for i in range(count):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        total = (total + (x >> 16) ^ i) & 0xFFFFFF
    return total


print(collatz(60000), mix(1000000))  # expect: (52527, 339) 11129560
