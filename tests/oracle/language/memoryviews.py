# memoryview over bytes and bytearray.
def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def assign(target, key, value):
    target[key] = value


data = bytearray(b"0123456789")
view = memoryview(data)
fixed = memoryview(b"abcdef")
for act in (
    lambda: view[0], lambda: view[-1], lambda: view[10], lambda: view["x"], lambda: view[2:5].tobytes(), lambda: view[::-2].tolist(), lambda: bytes(view[1:3]), lambda: len(view[2:]),
    lambda: view == data, lambda: view == b"0123456789", lambda: view[:2] == b"01", lambda: view != b"x", lambda: view.readonly, lambda: fixed.readonly, lambda: view.nbytes,
    lambda: view.format, lambda: view.itemsize, lambda: view.shape, lambda: view.strides, lambda: view.ndim, lambda: view.obj is data, lambda: view.contiguous,
    lambda: assign(view, 0, 65), lambda: data, lambda: assign(view, slice(1, 3), b"BC"), lambda: data, lambda: assign(view[4:], slice(0, 2), b"ZZ"), lambda: data,
    lambda: assign(view, 0, 256), lambda: assign(view, 0, "x"), lambda: assign(view, slice(0, 2), b"abc"), lambda: assign(view, 20, 1), lambda: assign(fixed, 0, 1),
    lambda: assign(view, slice(0, 2), "ab"), lambda: fixed.hex(), lambda: fixed.tolist(), lambda: list(fixed[::2]), lambda: 97 in fixed, lambda: memoryview(fixed)[1], lambda: view.toreadonly().readonly,
    lambda: memoryview("x"), lambda: memoryview(5), lambda: memoryview(), lambda: b"-".join([fixed, fixed[:1]]), lambda: b"x" + fixed, lambda: fixed + b"x", lambda: hash(fixed) == hash(b"abcdef"),
    lambda: int.from_bytes(fixed[:2], "big"), lambda: bytes(fixed).find(fixed[2:3]), lambda: str(fixed[:2], "ascii"), lambda: b"abcdef".startswith(fixed[:3]), lambda: bool(fixed[:0]),
    lambda: sum(fixed), lambda: fixed[1:][1:][0], lambda: bytearray(fixed)[1:], lambda: fixed < fixed, lambda: list(reversed(fixed))[:2], lambda: type(fixed), lambda: fixed.missing,
):
    show(act)
with memoryview(data) as opened:
    print(opened[1])
show(lambda: opened[0])
show(lambda: opened.tobytes())
show(lambda: len(opened))
view.release()
show(lambda: view[0])
