# __debug__ is True and cannot be bound; a mapping pattern may not name equal keys twice.
print(__debug__, [__debug__ for _ in range(1)], (lambda: __debug__)(), eval("__debug__"))
assert __debug__


def function(x=__debug__):
    return x and __debug__


print(function())
texts = ["__debug__ = 1", "def f(__debug__): pass", "def __debug__(): pass", "class __debug__: pass", "import __debug__", "import x as __debug__",
         "from x import __debug__", "for __debug__ in x: pass", "del __debug__", "(__debug__ := 1)", "x.__debug__ = 1",
         "try: pass\nexcept E as __debug__: pass", "with a as __debug__: pass", "__debug__ += 1", "__debug__: int", "__debug__: int = 1",
         "lambda __debug__: 1", "[x for __debug__ in y]", "f(__debug__=1)", "a, __debug__ = 1, 2", "import __debug__.x",
         "def f():\n global __debug__\n __debug__=1", "def f(*__debug__): pass", "x.__debug__", "del x.__debug__", "f(x=__debug__)",
         "class A(__debug__=1): pass"]
patterns = ["{1: a, 1.0: b}", "{1: a, True: b}", "{'a': a, 'a': b}", "{-1: a, -1: b}", "{-1: a, -1.0: b}", "{b'a': a, b'a': b}", "{'a': a, b'a': b}",
            "{None: a, None: b}", "{0: a, False: b}", "{0: a, -0: b}", "{0: a, 0.0: b}", "{A.b: a, A.b: b}", "{'a' 'b': a, 'ab': b}", "{0x10: a, 16: b}",
            "{1_000: a, 1e3: b}", "{0.1: a, 0.10: b}", "{1: a, 2: b, 1.5: c, '1': d, True: e}", "{100000000000000000000: a, 1e20: b}", "__debug__",
            "[*__debug__]", "{**__debug__}", "1 as __debug__", "C(__debug__=1)", "{1: a, 2: b}"]
for text in texts + [f"match x:\n case {pattern}: pass" for pattern in patterns]:
    try:
        compile(text, "f", "exec")
        print("compiled", repr(text))
    except SyntaxError as error:
        print(error, error.offset, repr(text))
