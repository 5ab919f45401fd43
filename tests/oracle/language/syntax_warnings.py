# What CPython's compiler warns of, on standard error, before the program runs.
# python: 3.13
x = 5
print(x is 5, x is not "a", "a" is x, x is -1, x is (1, 2), () is x, 1 is x is 2)
print(x is None, x is True, x is ..., None is x)

assert (1, 2)
assert (x := 1, "message")

try: 1()
except TypeError as e: print(e)
try: "a"("b")
except TypeError as e: print(e)
try: [1]()
except TypeError as e: print(e)
try: {}()
except TypeError as e: print(e)
try: f"{1}"()
except TypeError as e: print(e)
try: [x for x in []]()
except TypeError as e: print(e)
try: 1.5()
except TypeError as e: print(e)
try: None()
except TypeError as e: print(e)
try: {1}()
except TypeError as e: print(e)
try: (i for i in [])()
except TypeError as e: print(e)
try: (lambda: 1)()
except TypeError as e: print(e)

try: "abc"["a"]
except TypeError as e: print(e)
try: [1, 2]["a"]
except TypeError as e: print(e)
try: (1, 2)["a"]
except TypeError as e: print(e)
try: [1][1.5]
except TypeError as e: print(e)
try: [1, 2][1, 0]
except TypeError as e: print(e)
try: [1][(0)]
except TypeError as e: print(e)
try: f"{1}"["a"]
except TypeError as e: print(e)
try: 5[0]
except TypeError as e: print(e)
try: None[0]
except TypeError as e: print(e)
try: {1}[0]
except TypeError as e: print(e)
try: (lambda: 1)[0]
except TypeError as e: print(e)
try: [1][None]
except TypeError as e: print(e)
try: [1][[0]]
except TypeError as e: print(e)
print("abc"[1], [1, 2][True], "abc"[0:1], {"a": 1}["a"], [x for x in "ab"][0])

print("\d", "\w+", '\.', r"\d", "\\d", "\n", "\q\z")
x = """
\s
\p"""
print(f"\d{x!r}\w", f"\{1}", rf"\d")

print("\400", "\777", "\377", "\0")

print(1if 1else 2, 1.5if 1 else 0, [0xfor x in (1, 2)])

x = 1or 2
y = 0xfor 5
z = 1in [1]
print(x, y, z)

def f(x):
    if x is 5:
        return "\d"
    while x is not "a": break
    return x
f(5)

def f():
    try:
        pass
    finally:
        return 1 is 1
print(f())

assert (1 == 2,
        "multi")
print(1)

class C:
    "\d"
def f():
    "\s doc"
print(f.__doc__, C.__doc__)
