# A count has 64 bits, also where an address has 32: what does not fit is refused, not cut off to its last bits.
import collections
import itertools

FEW = 2**60 + 1
actions = {
    "str *": lambda: "x" * FEW,
    "wide str *": lambda: "é" * FEW,
    "long str *": lambda: "abcd" * FEW,
    "list *": lambda: [0] * FEW,
    "tuple *": lambda: (1, 2) * FEW,
    "list of a range": lambda: list(range(FEW)),
    "sorted range": lambda: sorted(range(FEW)),
    "<<": lambda: 1 << FEW,
    "big <<": lambda: (1 << 70) << FEW,
    "zfill": lambda: "x".zfill(FEW),
    "center": lambda: "x".center(FEW),
    "ljust": lambda: "x".ljust(2**62 + 1, "\U0001f600"),
    "rjust": lambda: "x".rjust(FEW, "é"),
    "%*d": lambda: "%*d" % (FEW, 1),
    "%.*d": lambda: "%.*d" % (FEW, 1),
    "empty str *": lambda: "" * FEW,
    "empty list *": lambda: [] * FEW,
    ">>": lambda: (5 >> FEW, -5 >> FEW),
    "big >>": lambda: ((1 << 70) >> FEW, -(1 << 70) >> FEW, (1 << 70) >> 2**32, -(1 << 70) >> 2**35),
    "index": lambda: "abc"[FEW],
    "slice": lambda: ("abc"[FEW:], [1, 2, 3][: 2**32 + 1], (1, 2, 3)[:: 2**32 + 1], "abc"[-(2**32) :]),
    "range": lambda: (len(range(2**33)), range(2**33)[2**32], 2**32 in range(2**33)),
    "insert": lambda: (numbers := [1]).insert(2**32, 2) or numbers,
    "pop": lambda: [1].pop(2**32),
    "replace": lambda: "aaa".replace("a", "b", 2**32),
    "split": lambda: "a b".split(" ", 2**32),
    "find": lambda: ("abc".find("c", 2**32), "abc".count("", 2**32), "abc".startswith("a", 2**32)),
    "deque": lambda: (collections.deque([1, 2, 3], 2**32 + 1), collections.deque([1, 2], 2**32)),
    "islice": lambda: list(itertools.islice("abc", 2**32)),
    "hash": lambda: (hash(2**61), hash(2.0**40), hash(1.5), hash((1, 2.5))),
}
for name, action in actions.items():
    try:
        print(name, action())
    except (MemoryError, OverflowError, ValueError):
        print(name, "is refused")
    except IndexError as error:
        print(name, error)
print("still alive")
