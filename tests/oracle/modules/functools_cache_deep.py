# What is C in CPython counts little against the recursion limit: a cached function recurses as deep as a plain one.
import functools


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(900) % 10**9)


@functools.cache
def triangle(n):
    return n and n + triangle(n - 1)


print(triangle(950))
try:
    triangle(5000)
except RecursionError as error:
    print(error)


def by_sorting(n):
    return n and sorted([n - 1], key=by_sorting)[0]


print(by_sorting(900))


def by_max(n):
    return n and max([n - 1], key=by_max)


print(by_max(900))


def by_map(n):
    return n and list(map(by_map, [n - 1]))[0]


print(by_map(400))


class Tree:
    def __init__(self, inner):
        self.inner = inner

    def __repr__(self):
        return f"<{self.inner!r}>"

    def __eq__(self, other):
        return [self.inner] == [other.inner]

    def __hash__(self):
        return hash((1, self.inner))


def grown(depth):
    tree = None
    for _ in range(depth):
        tree = Tree(tree)
    return tree


print(len(repr(grown(300))), grown(300) == grown(300), hash(grown(300)) == hash(grown(300)))
