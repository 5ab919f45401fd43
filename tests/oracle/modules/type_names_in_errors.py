# Types in C name their module in messages.
import collections
import threading
try: collections.deque([1]) + 1
except TypeError as e: print(e)
try: collections.deque()["a"]
except TypeError as e: print(e)
try: len(threading.RLock())
except TypeError as e: print(e)
try: threading.RLock() + 1
except TypeError as e: print(e)
try: threading.RLock().foo
except AttributeError as e: print(e)
try: collections.deque().foo
except AttributeError as e: print(e)
try: collections.deque() < 1
except TypeError as e: print(e)
try: int(collections.deque())
except TypeError as e: print(e)
try: "a" + collections.deque()
except TypeError as e: print(e)
try: threading.Lock()()
except TypeError as e: print(e)
try: [1][threading.Lock()]
except TypeError as e: print(e)
try: collections.defaultdict(5)
except TypeError as e: print(e)
try: collections.defaultdict(int)["a"].foo
except AttributeError as e: print(e)
try: collections.defaultdict(int) + 1
except TypeError as e: print(e)
try: collections.OrderedDict() + 1
except TypeError as e: print(e)
try: collections.Counter() + 1
except TypeError as e: print(e)
