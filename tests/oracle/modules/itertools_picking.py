# combinations, permutations and product: all results, no results, rejected arguments, and an iterator shared by two threads.
import threading
from itertools import combinations, combinations_with_replacement, permutations, product


def show(action):
    try:
        print(action())
    except (TypeError, ValueError, StopIteration) as error:
        print(type(error).__name__, error)


for n in range(4):
    for r in range(5):
        for make in combinations, combinations_with_replacement, permutations:
            print(make.__name__, n, r, list(make("abc"[:n], r)))
    print(list(permutations(range(n))))
for pools in ([], ["ab"], ["ab", [1, 2]], ["", "a"], ["a", ""], ["ab", "cd", "ef"]):
    print([list(product(*pools, repeat=repeat)) for repeat in range(3)])

# Items are made only when asked for.
large = product(range(10000), repeat=10)
print(next(large), next(large))
picked = combinations("abc", 2)
print(type(picked), iter(picked) is picked, next(picked), list(picked), list(picked), next(picked, None))

for action in (
    lambda: combinations([1], None), lambda: combinations(1, -1), lambda: combinations([1], -1), lambda: combinations([1]),
    lambda: combinations(1, 2, 3), lambda: combinations([1], 1.5), lambda: combinations_with_replacement([1], "a"),
    lambda: permutations(1, -1), lambda: permutations([1], -1), lambda: permutations(1, "a"), lambda: permutations([], "a"),
    lambda: product(1), lambda: product([], repeat=None), lambda: product([], repeat=-1), lambda: product([], times=1),
):
    show(action)

shared = permutations(range(4), 2)
seen = []
turn = threading.Lock()


def take():
    while True:
        with turn:
            item = next(shared, None)
        if item is None:
            return
        seen.append(item)


threads = [threading.Thread(target=take) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(seen) == list(permutations(range(4), 2)))
