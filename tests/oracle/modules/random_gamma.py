import random

random.seed(2025)
for alpha, beta in [(1, 2), (2.5, 1.5), (0.5, 3), (9, 0.5), (1.0, 1.0)]:
    print([random.gammavariate(alpha, beta) for _ in range(4)], [random.betavariate(alpha, beta) for _ in range(4)])
for arguments in [(0, 1), (1, -1)]:
    try:
        random.gammavariate(*arguments)
    except ValueError as error:
        print(error)
print(random.Random(7).betavariate(2, 3), random.random())
