# singledispatch takes the class from an annotation; cache_info() is a named tuple, as is what wait() returns.
import concurrent.futures
import functools


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, str(error).replace(hex(id(plain)), "…"))


@functools.singledispatch
def show(value, more=1):
    return "anything"


@show.register
def _(value: int):
    return "int"


@show.register
def _(value: list | tuple):
    return "list or tuple"


@show.register(str)
def _(value):
    return "str"


@show.register
def _(value: float, more: int = 2) -> str:
    return "float"


@show.register
def _(value: None):
    return "None"


show.register(set | frozenset, lambda value: "sets")
print([show(value) for value in (1, True, [], (), "a", 1.5, None, {}, {1}, frozenset())])


def plain(value):
    pass


def generic(value: list[int]):
    pass


t(lambda: show.register(plain))
t(lambda: show.register(generic))
t(lambda: show.register(1))
t(lambda: show.register(1, 2))
t(lambda: show.register(list[int], plain))
print(sorted(cls.__name__ for cls in show.registry))


@functools.lru_cache
def same(value):
    return value


same(1), same(1), same(2)
info = same.cache_info()
print(info, isinstance(info, tuple), info._asdict(), len(info), info == (1, 2, 128, 2), hash(info) == hash((1, 2, 128, 2)), info[1:])
with concurrent.futures.ThreadPoolExecutor(1) as pool:
    future = pool.submit(pow, 2, 3)
    result = concurrent.futures.wait([future])
    print(isinstance(result, tuple), result._fields, result.done == {future}, result[1], result == ({future}, set()))
    done, not_done = result
    print(type(result), len(done), not_done)
