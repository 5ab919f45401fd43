# fromkeys() makes an object of the class that it is called on.
from collections import OrderedDict, defaultdict, Counter
class D(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, [value])
for cls in (dict, OrderedDict, defaultdict, D):
    made = cls.fromkeys("ab", 1)
    print(type(made).__name__, dict(made), type(cls().fromkeys("a")).__name__)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: dict.fromkeys()); t(lambda: dict.fromkeys(1)); t(lambda: dict.fromkeys("a", 1, 2)); t(lambda: Counter.fromkeys("a")); t(lambda: dict.fromkeys(n for n in range(2)))
t(lambda: dict.fromkeys([[]])); t(lambda: {}.fromkeys("a")); print(dict.fromkeys.__name__, dict.fromkeys.__self__)
print(dict.fromkeys)
