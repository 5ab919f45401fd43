# stacks: filled
# What a program's data nests, however deep, ends in RecursionError in a thread, too, whose stack is smaller than the main
# thread's; in WebAssembly there are two stacks, and neither overflows.
import collections
import functools
import itertools
import threading

DEEP = 15_000  # Half as much again as CPython allows anywhere.


def nested(make, start):
    value = start
    for _ in range(DEEP):
        value = make(value)
    return value


def in_tuple(inner):
    return (inner,)


def in_list(inner):
    return [inner]


def in_dict(inner):
    return {1: inner}


def in_all(inner):
    return ({1: [inner]},)


def in_items(inner):
    return {1: inner}.items()


def ordered(make, start):
    return nested(make, start) < nested(make, start)


def same(make, start):
    return nested(make, start) == nested(make, start)


def generator(inner):
    yield from inner


class Called:
    pass


called = Called()
Called.__call__ = called

# What CPython has a limit for.
limited = {
    "repr list": lambda: repr(nested(in_list, [])),
    "repr tuple": lambda: repr(nested(in_tuple, ())),
    "repr dict": lambda: repr(nested(in_dict, {})),
    "repr mixed": lambda: repr(nested(in_all, ())),
    "repr exception": lambda: repr(nested(ValueError, ValueError())),
    "repr items": lambda: repr(nested(in_items, 1)),
    "str exception": lambda: str(nested(ValueError, ValueError())),
    "str key": lambda: str(nested(KeyError, KeyError())),
    "f-string": lambda: f"{nested(in_all, ())}",
    "%": lambda: "%s %r" % (nested(in_all, ()), 1),
    "format": lambda: "{}".format(nested(in_all, ())),
    "print": lambda: print(nested(in_all, ())),
    "== list": lambda: same(in_list, []),
    "== tuple": lambda: same(in_tuple, ()),
    "== dict": lambda: same(in_dict, {}),
    "== mixed": lambda: same(in_all, ()),
    "in": lambda: nested(in_all, ()) in [nested(in_all, ())],
    "< list": lambda: ordered(in_list, []),
    "< tuple": lambda: ordered(in_tuple, ()),
    "max": lambda: max(nested(in_tuple, ()), nested(in_tuple, ())),
    "sorted": lambda: sorted([nested(in_tuple, ()), nested(in_tuple, ())]),
    "sort key": lambda: sorted([1, 2], key=lambda number: nested(in_list, [])),
    "isinstance": lambda: isinstance(1, nested(in_tuple, int)),
    "issubclass": lambda: issubclass(int, nested(in_tuple, int)),
    "call": lambda: called(),
    "call with arguments": lambda: called(1, x=2),
}
# What CPython has none for: it may have a result, or end in a crash if it is deeper than its stack.
unlimited = {
    "hash tuple": lambda: hash(nested(in_tuple, ())),
    "hash slice": lambda: hash(nested(slice, None)),
    "hash mixed": lambda: hash(nested(lambda inner: (slice(inner),), None)),
    "key": lambda: {nested(in_tuple, ()): 1},
    "== slice": lambda: same(slice, None),
    "< slice": lambda: ordered(slice, None),
    "== items": lambda: same(in_items, in_items(1)),
    "repr slice": lambda: repr(nested(slice, None)),
    "repr partial": lambda: repr(nested(functools.partial, len)),
    "repr deque": lambda: repr(nested(lambda inner: collections.deque([inner]), None)),
    "static method": lambda: nested(staticmethod, len)(""),
    "enumerate": lambda: next(nested(enumerate, iter([1]))),
    "zip": lambda: next(nested(zip, iter([1]))),
    "strict zip": lambda: list(nested(lambda inner: zip(inner, strict=True), iter([1]))),
    "zip of enumerate": lambda: list(nested(lambda inner: zip(enumerate(inner), [1]), iter([1]))),
    "map": lambda: next(nested(lambda inner: map(abs, inner), iter([1]))),
    "filter": lambda: next(nested(lambda inner: filter(None, inner), iter([1]))),
    "islice": lambda: next(nested(lambda inner: itertools.islice(inner, 2), iter([1]))),
    "chain": lambda: next(nested(itertools.chain, iter([1]))),
    "unpacking": lambda: [*nested(enumerate, iter([1]))],
    "join": lambda: ",".join(nested(lambda inner: filter(None, inner), iter(["a"]))),
    "generators": lambda: next(nested(generator, iter([1]))),
}


def run(name, action, is_limited):
    outcome = "a result"
    try:
        action()
    except RecursionError as error:
        outcome = error
    print(name, outcome if is_limited else "ends")


def run_deep(calls, *work):
    """The thread's own calls take none of that stack."""
    run_deep(calls - 1, *work) if calls > 0 else run(*work)


for actions in (limited, unlimited):
    for name, action in actions.items():
        thread = threading.Thread(target=run_deep, args=(50, name, action, actions is limited))
        thread.start()
        thread.join()
