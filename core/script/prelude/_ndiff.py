# The differences between two lists of lines, as difflib.ndiff() shows them; for the messages of unittest.


def _matches(a, b, is_junk):
    """The matching blocks (i, j, size) of two sequences, longest first in each part. Items that are junk only extend a block."""
    places = {}
    for at, item in enumerate(b):
        places.setdefault(item, []).append(at)
    junk = {item for item in places if is_junk(item)}
    for item in junk:
        del places[item]
    if len(b) >= 200:
        most = len(b) // 100 + 1
        places = {item: at for item, at in places.items() if len(at) <= most}
    found, pending = [], [(0, len(a), 0, len(b))]
    while pending:
        i0, i1, j0, j1 = pending.pop()
        i, j, size = _longest(a, b, places, junk, i0, i1, j0, j1)
        if size:
            found.append((i, j, size))
            if i0 < i and j0 < j:
                pending.append((i0, i, j0, j))
            if i + size < i1 and j + size < j1:
                pending.append((i + size, i1, j + size, j1))
    joined = []
    for i, j, size in sorted(found):
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((i, j, size))
    return joined


def _longest(a, b, places, junk, i0, i1, j0, j1):
    best_i, best_j, best = i0, j0, 0
    lengths = {}
    for i in range(i0, i1):
        now = {}
        for j in places.get(a[i], ()):
            if j < j0:
                continue
            if j >= j1:
                break
            now[j] = length = lengths.get(j - 1, 0) + 1
            if length > best:
                best_i, best_j, best = i - length + 1, j - length + 1, length
        lengths = now
    for with_junk in (False, True):
        while best_i > i0 and best_j > j0 and (b[best_j - 1] in junk) == with_junk and a[best_i - 1] == b[best_j - 1]:
            best_i, best_j, best = best_i - 1, best_j - 1, best + 1
        while best_i + best < i1 and best_j + best < j1 and (b[best_j + best] in junk) == with_junk and a[best_i + best] == b[best_j + best]:
            best += 1
    return best_i, best_j, best


def _steps(a, b, is_junk=lambda item: False):
    """How to turn a into b: (kind, i0, i1, j0, j1) with the kinds replace, delete, insert and equal."""
    i = j = 0
    for at, to, size in [*_matches(a, b, is_junk), (len(a), len(b), 0)]:
        if i < at or j < to:
            yield "replace" if i < at and j < to else "delete" if i < at else "insert", i, at, j, to
        i, j = at + size, to + size
        if size:
            yield "equal", at, i, to, j


def _is_blank(character):
    return character in " \t"


def _likeness(a, b):
    total = len(a) + len(b)
    return 2.0 * sum([size for _, _, size in _matches(a, b, _is_blank)]) / total if total else 1.0


def ndiff(a, b):
    for kind, i0, i1, j0, j1 in _steps(a, b):
        if kind == "equal":
            yield from ["  " + line for line in a[i0:i1]]
        else:
            yield from _replaced(a, i0, i1, b, j0, j1)


def _plain(a, i0, i1, b, j0, j1):
    removed, added = ["- " + line for line in a[i0:i1]], ["+ " + line for line in b[j0:j1]]
    return added + removed if i0 < i1 and j1 - j0 < i1 - i0 else removed + added


def _replaced(a, i0, i1, b, j0, j1):
    """Pairs the two lines that are most alike, shows where they differ, and goes on before and after them."""
    if i0 >= i1 or j0 >= j1:
        yield from _plain(a, i0, i1, b, j0, j1)
        return
    best, same, at, to = 0.74, None, 0, 0
    for j in range(j0, j1):
        for i in range(i0, i1):
            if a[i] == b[j]:
                same = same or (i, j)
            elif (likeness := _likeness(a[i], b[j])) > best:
                best, at, to = likeness, i, j
    if best >= 0.75:
        same = None
    elif same is None:
        yield from _plain(a, i0, i1, b, j0, j1)
        return
    else:
        at, to = same
    yield from _replaced(a, i0, at, b, j0, to)
    if same is not None:
        yield "  " + a[at]
    else:
        yield from _marked(a[at], b[to])
    yield from _replaced(a, at + 1, i1, b, to + 1, j1)


def _marked(before, after):
    marks, other = "", ""
    for kind, i0, i1, j0, j1 in _steps(before, after, _is_blank):
        marks += {"replace": "^", "delete": "-", "equal": " ", "insert": ""}[kind] * (i1 - i0)
        other += {"replace": "^", "insert": "+", "equal": " ", "delete": ""}[kind] * (j1 - j0)
    for sign, line, tags in (("- ", before, marks), ("+ ", after, other)):
        tags = "".join([c if tag == " " and c.isspace() else tag for c, tag in zip(line, tags)]).rstrip()
        yield sign + line
        if tags:
            yield f"? {tags}\n"
