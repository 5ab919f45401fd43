class Point:
    x, y = 1, 2
    items = [10, 20]

    def __format__(self, spec):
        return f"Point<{spec}>"


for form, arguments, names in (("{} {}", (1, 2), {}), ("{1} {0}", (1, 2), {}), ("{a} {b}", (), {"a": 1, "b": 2}), ("{0.x} {0.y}", (Point(),), {}), ("{0.items[1]}", (Point(),), {}),
                               ("{0[key]}", ({"key": 5},), {}), ("{0:>{1}}", ("a", 5), {}), ("{:{}}", ("a", 4), {}), ("{!r:>5}", ("a",), {}), ("{:spec}", (Point(),), {}), ("{{}}", (), {}),
                               ("{} {1}", (1, 2), {}), ("{0} {}", (1, 2), {}), ("{2}", (1,), {}), ("{a}", (), {}), ("{0.z}", (Point(),), {}), ("{0[z]}", ({},), {}), ("{", (), {}), ("}", (), {}),
                               ("{0!x}", (1,), {}), ("{0", (1,), {}), ("{:d}", ("a",), {}), ("{0[}", (1,), {}), ("{!r}", ("é",), {}), ("{!a}", ("é",), {}), ("{:,}", (1234567,), {})):
    try:
        print(form, repr(form.format(*arguments, **names)))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        print(form, type(error).__name__, error)
print("{a} {b}".format_map({"a": 1, "b": 2}))


class Spoken:
    def __str__(self):
        return "spoken"

    def __format__(self, spec):
        return object.__format__(self, spec) if spec != "d" else "d"


for form in ("{", "}", "a{", "a}", "{:", "{!", "{!r", "{!r:", "{!}", "{!:}", "{!rs}", "{!é}", "{!\x01}", "{0!x:}", "{{0}", "{0}}", "{0:{", "{0:{}", "{0:}}", "{a{b}}", "{0[a}", "{0[}", "{0[]}", "{0.}", "{0..}", "{0.x",
             "{0[0]x}", "{0[0].}", "{:{:{}}}", "{:{:{:}}}", "{99999999999999999999}", "{0[99999999999999999999]}", "{:99999999999999999999}", "{:.99999999999999999999}", "{0:{1}{2}}", "{+1}", "{-1}", "{ 0}", "{0 }", "{a.b}", "{:x}", "{0:d}", "{!s:>8}", "{[0]}", "{.x}", "{:>+5}", "{:é}"):
    for action in (lambda: form.format(Spoken(), ">", 5), lambda: form.format_map({"a": 1}), lambda: form.format("ab")):
        try:
            print(form, repr(action()))
        except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
            print(form, type(error).__name__, error)
