import warnings
warnings.warn("plain")
warnings.warn("dep", DeprecationWarning)
warnings.warn("rt", RuntimeWarning)
def f(): warnings.warn("inner", stacklevel=2)
f()
for i in range(3): warnings.warn("loop")
for i in range(3): warnings.warn(f"loop {i}")
warnings.warn(UserWarning("inst"))
class W(UserWarning): pass
warnings.warn("own", W)
warnings.warn("pend", PendingDeprecationWarning)
warnings.warn("fut", FutureWarning)


with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("a"); warnings.warn("b", DeprecationWarning)
    print(len(w), w[0].category.__name__, str(w[0].message), w[1].category, issubclass(w[-1].category, DeprecationWarning), w[0].lineno)
warnings.warn("after")

warnings.resetwarnings()
import threading
def work(): warnings.warn("in thread")
ts = [threading.Thread(target=work) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()

warnings.resetwarnings()
warnings.simplefilter("error")
try: warnings.warn("x")
except UserWarning as e: print(repr(e))
import threading
try: threading.currentThread()
except DeprecationWarning as e: print(e)

warnings.resetwarnings()
warnings.simplefilter("once")
for i in range(3): warnings.warn("same")
warnings.simplefilter("always")
for i in range(2): warnings.warn("again")

warnings.resetwarnings()
warnings.filterwarnings("ignore", message="he")
warnings.warn("hello"); warnings.warn("other"); warnings.warn("HELlo 2")
warnings.filterwarnings("ignore", message=".*ther.*")
warnings.warn("another")

warnings.resetwarnings()
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "x = 1"), end="")
warnings.showwarning("m", UserWarning, "f.py", 3)
try: warnings.warn("x", int)
except TypeError as e: print(e)
try: warnings.simplefilter("nope")
except ValueError as e: print(e)
warnings.warn_explicit("ex", UserWarning, "g.py", 7)

warnings.resetwarnings()

class Own:
    def write(self, text):
        print("own stream:", text, end="")


import sys
before, sys.stderr = sys.stderr, Own()
warnings.warn("to the program's own stream")
sys.stderr = before


def shown(message, category, filename, lineno, file=None, line=None):
    print("shown", message, category.__name__, lineno)


with warnings.catch_warnings(action="always"):
    warnings.showwarning = shown
    warnings.warn("by the program's own function")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("not at all")
warnings.warn("the end")
