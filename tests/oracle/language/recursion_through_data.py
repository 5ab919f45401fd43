# The depth of a recursion in C is the data's: however deep, it ends in an exception with CPython's words, or in a result.
import collections
import functools
import itertools

DEEP = 100_000


def nested(make, start, depth=DEEP):
    value = start
    for _ in range(depth):
        value = make(value)
    return value


def outcome(name, action):
    try:
        action()
        print(name, "done")
    except RecursionError as error:
        print(name, error)
    except TypeError as error:
        print(name, "TypeError", error)


kinds = [
    ("list", lambda inner: [inner], []),
    ("tuple", lambda inner: (inner,), ()),
    ("dict", lambda inner: {1: inner}, {}),
    ("exception", lambda inner: ValueError(inner), ValueError()),
    ("mixed", lambda inner: [(inner, {2: 3})], []),
]
for name, make, start in kinds:
    value, other = nested(make, start), nested(make, start)
    outcome(name + " repr", lambda: repr(value))
    outcome(name + " str", lambda: str(value))
    outcome(name + " f-string", lambda: f"{value}")
    outcome(name + " %", lambda: "%s" % (value,))
    outcome(name + " ascii", lambda: ascii(value))
    outcome(name + " print", lambda: print(value))
    outcome(name + " bool", lambda: bool(value))
    if name != "exception":
        outcome(name + " ==", lambda: value == other)
        outcome(name + " !=", lambda: value != other)
        outcome(name + " in", lambda: value in [other])
        outcome(name + " index", lambda: [other].index(value))
        outcome(name + " count", lambda: [other].count(value))
        outcome(name + " <", lambda: value < other)
        outcome(name + " max", lambda: max(value, other))
        outcome(name + " sorted", lambda: sorted([value, other]))

types = nested(lambda inner: (inner,), int)
outcome("isinstance", lambda: isinstance(1, types))
outcome("issubclass", lambda: issubclass(int, types))


class Called:
    pass


called = Called()
Called.__call__ = called
outcome("call", called)
outcome("call with arguments", lambda: called(1, x=2))
outcome("slot", nested(staticmethod, len))


def ends(name, action):
    """CPython has no limit of its own here."""
    try:
        action()
    except RecursionError:
        pass
    print(name, "ends")


ends("hash", lambda: hash(nested(lambda inner: (inner,), ())))
ends("slice", lambda: hash(nested(lambda inner: slice(inner), None)))
ends("enumerate", lambda: next(nested(enumerate, iter([1]))))
ends("zip", lambda: next(nested(zip, iter([1]))))
ends("zip strict", lambda: list(nested(lambda inner: zip(inner, strict=True), iter([1]))))
ends("filter", lambda: next(nested(lambda inner: filter(None, inner), iter([1]))))
ends("islice", lambda: next(nested(lambda inner: itertools.islice(inner, 2), iter([1]))))
ends("chain", lambda: next(nested(lambda inner: itertools.chain(inner), iter([1]))))
ends("reversed", lambda: list(reversed(nested(lambda inner: [inner], []))))
ends("deque", lambda: repr(nested(lambda inner: collections.deque([inner]), None)))

# What is not deep has a result.
for name, make, start in kinds:
    value, other = nested(make, start, 60), nested(make, start, 60)
    print(name, len(repr(value)), name == "exception" or value == other)
print(hash(nested(lambda inner: (inner,), (), 120)) == hash(nested(lambda inner: (inner,), (), 120)))
print(isinstance(1, nested(lambda inner: (inner,), int, 120)))
print(str(next(nested(enumerate, iter("a"), 120)))[:20])
print(str(next(nested(zip, iter("a"), 120)))[:20])
print(nested(lambda inner: functools.partial(inner), len, 100)("abc"))
chain = None
for number in range(DEEP):
    error = ValueError(number)
    error.__context__ = chain
    chain = error
try:
    raise chain
except ValueError as error:
    print(error)
