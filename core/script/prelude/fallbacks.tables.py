# dict and set. C++ hashes and compares only keys whose methods are in C++. For others, find_key() here returns the equal key that is in
# the table, which C++ then finds by identity.

from _machine import same_hash, set_fallback, shape, table_drop, table_get, table_put, version
from fallbacks.common import fallback_of, missing, refuses


def find_key(table, key):
    """Returns the equal key that is in the table, or `key` if there is none, and its hash."""
    hashed = hash(key)
    while True:
        before = version(table)
        found = key
        for candidate in same_hash(table, hashed):
            if candidate is key or candidate == key:
                found = candidate
                break
        # If __eq__ or another thread has changed the table meanwhile, the search starts again.
        if version(table) == before:
            return found, hashed


def as_element(item):
    """The element to look up in a set: a set is looked up as a frozenset."""
    return frozenset(item) if isinstance(item, set) and refuses(item, "__hash__") else item


def make_set(items):
    made = set()
    for item in items:
        made.add(item)
    return made


def make_dict(items):
    made = {}
    for at in range(0, len(items), 2):
        made[items[at]] = items[at + 1]
    return made


def set_add(table, item):
    key, hashed = find_key(table, item)
    table_put(table, key, hashed, None)


def set_update(table, iterable):
    for item in iterable:
        table.add(item)


def dict_update(table, source):
    if shape(source) == "dict":
        for key, value in source.items():
            table[key] = value
    elif hasattr(source, "keys"):
        for key in source.keys():
            table[key] = source[key]
    else:
        at = 0
        for pair in source:
            try:
                pair = [*pair]
            except TypeError:
                raise TypeError(f"cannot convert dictionary update sequence element #{at} to a sequence") from None
            if len(pair) != 2:
                raise ValueError(f"dictionary update sequence element #{at} has length {len(pair)}; 2 is required")
            table[pair[0]] = pair[1]
            at += 1


@fallback_of(dict.__delitem__)
def dict_delitem(table, key):
    found, hashed = find_key(table, key)
    if not table_drop(table, found, hashed):
        raise KeyError(key)


@fallback_of(dict.get)
def dict_get(table, key, default=None):
    key, hashed = find_key(table, key)
    return table_get(table, key, hashed, default)


@fallback_of(dict.setdefault)
def dict_setdefault(table, key, default=None):
    key, hashed = find_key(table, key)
    value = table_get(table, key, hashed, missing)
    if value is not missing:
        return value
    table_put(table, key, hashed, default)
    return default


@fallback_of(dict.pop)
def dict_pop(table, key, default=missing):
    found, hashed = find_key(table, key)
    value = table_get(table, found, hashed, missing)
    if value is not missing:
        table_drop(table, found, hashed)
        return value
    if default is missing:
        raise KeyError(key)
    return default


@fallback_of(dict)
def dict_fallback(*source, **names):
    made = {}
    if source:
        dict_update(made, source[0])
    made.update(names)
    return made


@fallback_of(dict.__init__)
@fallback_of(dict.update)
def dict_update_fallback(table, /, *source, **names):
    if source:
        dict_update(table, source[0])
    for name, value in names.items():
        table[name] = value


@fallback_of(dict.__dict__["fromkeys"].__func__)
def dict_fromkeys(cls, iterable, value=None):
    made = cls()
    for key in iterable:
        made[key] = value
    return made


@fallback_of(set)
def set_fallback_new(iterable=()):
    made = set()
    set_update(made, iterable)
    return made


@fallback_of(frozenset)
def frozenset_fallback(iterable=()):
    return frozenset(set_fallback_new(iterable))


set_fallback(set.add, set_add)


@fallback_of(set.discard)
def set_discard(table, item):
    key, hashed = find_key(table, as_element(item))
    table_drop(table, key, hashed)


@fallback_of(set.remove)
def set_remove(table, item):
    key, hashed = find_key(table, as_element(item))
    if not table_drop(table, key, hashed):
        raise KeyError(item)


@fallback_of(set.__init__)
def set_init(table, iterable=(), **names):
    table.clear()
    set_update(table, iterable)


@fallback_of(set.update)
def set_update_fallback(table, *iterables):
    for iterable in iterables:
        set_update(table, iterable)


def _changed(table, made):
    return frozenset(made) if isinstance(table, frozenset) else made


@fallback_of(set.union)
@fallback_of(frozenset.union)
def set_union(table, *iterables):
    made = {*table}
    set_update_fallback(made, *iterables)
    return _changed(table, made)


@fallback_of(set.intersection)
@fallback_of(frozenset.intersection)
def set_intersection(table, *iterables):
    made = {*table}
    for iterable in iterables:
        other = {*iterable}
        if len(other) > len(made):
            made, other = other, made
        made = {item for item in other if item in made}
    return _changed(table, made)


@fallback_of(set.difference)
@fallback_of(frozenset.difference)
def set_difference(table, *iterables):
    made = {*table}
    for iterable in iterables:
        for item in {*iterable}:
            made.discard(item)
    return _changed(table, made)


@fallback_of(set.symmetric_difference)
@fallback_of(frozenset.symmetric_difference)
def set_symmetric_difference(table, other):
    made = {*table}
    for item in {*other}:
        if item in table:
            made.discard(item)
        else:
            made.add(item)
    return _changed(table, made)


@fallback_of(set.intersection_update)
def set_intersection_update(table, *iterables):
    kept = set_intersection(table, *iterables)
    table.clear()
    table.update(kept)


@fallback_of(set.difference_update)
def set_difference_update(table, *iterables):
    for iterable in iterables:
        for item in {*iterable}:
            table.discard(item)


@fallback_of(set.symmetric_difference_update)
def set_symmetric_difference_update(table, other):
    kept = set_symmetric_difference(table, other)
    table.clear()
    table.update(kept)


@fallback_of(set.issubset)
@fallback_of(frozenset.issubset)
def set_issubset(table, other):
    other = {*other}
    for item in table:
        if item not in other:
            return False
    return True


@fallback_of(set.issuperset)
@fallback_of(frozenset.issuperset)
def set_issuperset(table, other):
    for item in other:
        if item not in table:
            return False
    return True


@fallback_of(type({}.keys()).isdisjoint)
@fallback_of(type({}.items()).isdisjoint)
@fallback_of(set.isdisjoint)
@fallback_of(frozenset.isdisjoint)
def set_isdisjoint(table, other):
    for item in other:
        if item in table:
            return False
    return True
