# locals(), vars() and dir() without an argument: of a function, a class, the module.

def function(first, *rest, named=1, **others):
    inside = first
    print(locals(), vars() == locals(), dir())

    def closure():
        print(locals(), inside)

    closure()
    del first
    later = 2
    print(sorted(locals()))
    locals()["made"] = 1
    return "made" in locals(), later


print(function(1, 2, named=3, other=4))


class Body:
    x = 1
    y = x + 1
    print([name for name in dir() if not name.startswith("__")], locals()["y"], vars()["x"])


at_the_top = 5
print(locals()["at_the_top"], vars()["at_the_top"], "Body" in dir(), "function" in locals(), locals() == globals())
print((lambda a, b=2: locals())(1))
