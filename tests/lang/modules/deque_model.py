# A deque against a list, at random.
from collections import deque
seed = 12345


def below(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n


def run(limit):
    q, model = deque(maxlen=limit), []

    def trim(left):
        while limit is not None and len(model) > limit:
            model.pop(-1 if left else 0)

    for step in range(600):
        action, x = below(14), below(50)
        if action < 2:
            q.append(x)
            model.append(x)
            trim(False)
        elif action < 4:
            q.appendleft(x)
            model.insert(0, x)
            trim(True)
        elif action == 4 and model:
            assert q.pop() == model.pop()
        elif action == 5 and model:
            assert q.popleft() == model.pop(0)
        elif action == 6:
            n = below(400) - 200
            q.rotate(n)
            shift = n % len(model) if model else 0
            model[:] = model[-shift:] + model[:-shift] if shift else model
        elif action == 7 and model:
            i = below(len(model))
            del q[i]
            del model[i]
        elif action == 8 and model:
            i = below(len(model))
            q[i] = model[i] = x
        elif action == 9 and (limit is None or len(model) < limit):
            i = below(2 * len(model) + 3) - len(model) - 1
            q.insert(i, x)
            model.insert(i, x)
        elif action == 10:
            q.reverse()
            model.reverse()
        elif action in (11, 12):
            more = [below(50) for i in range(below(90))]
            if action == 11:
                q.extend(more)
                model.extend(more)
            else:
                q.extendleft(more)
                model[:0] = more[::-1]
            trim(action == 12)
        elif x in model:
            assert q.index(x) == model.index(x) and q.count(x) == model.count(x)
            q.remove(x)
            model.remove(x)
        else:
            assert x not in q
        assert len(q) == len(model)
        if step % 20 == 0:
            assert list(q) == model and list(reversed(q)) == model[::-1]
        if len(model) > 1500:
            q.clear()
            model.clear()
    return len(model), sum(model)


for limit in (None, 0, 1, 5, 100):
    print(limit, run(limit))
# expect: None (732, 17720)
# expect: 0 (0, 0)
# expect: 1 (1, 27)
# expect: 5 (5, 110)
# expect: 100 (98, 2513)
