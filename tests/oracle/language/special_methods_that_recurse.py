# Special methods that call themselves end in RecursionError; natives as special methods get no self.
class A:
    def __getattr__(self, n): return self.x
try: A().y
except RecursionError as e: print("RE", e)
class A:
    def __getattribute__(self, n): return self.x
try: A().y
except RecursionError as e: print("RE", e)
class A:
    def __setattr__(self, n, v): self.x = v
try: A().y = 1
except RecursionError as e: print("RE", e)
class A:
    def __bool__(self): return bool(self)
try: bool(A())
except RecursionError as e: print("RE", e)
class A:
    def __len__(self): return len(self)
try: len(A())
except RecursionError as e: print("RE", e)
class A:
    def __index__(self): return range(3)[self]
try: range(3)[A()]
except RecursionError as e: print("RE", e)
class A:
    def __int__(self): return int(self)
try: int(A())
except RecursionError as e: print("RE", e)
class A:
    def __iter__(self): return iter(self)
try: iter(A())
except RecursionError as e: print("RE", e)
class A:
    def __eq__(self, o): return self == o
try: A() == 1
except RecursionError as e: print("RE", e)
class A:
    def __hash__(self): return hash(self)
try: hash(A())
except RecursionError as e: print("RE", e)
class A:
    def __str__(self): return str(self)
try: str(A())
except RecursionError as e: print("RE", e)
class A:
    def __repr__(self): return repr(self)
try: repr(A())
except RecursionError as e: print("RE", e)
class A:
    def __format__(self, s): return format(self, s)
try: f"{A()}"
except RecursionError as e: print("RE", e)
class A:
    @property
    def x(self): return self.x
try: A().x
except RecursionError as e: print("RE", e)
class A: 
    def __add__(self, o): return self + o
try: A() + 1
except RecursionError as e: print("RE", e)
class A:
    def __contains__(self, o): return o in self
try: 1 in A()
except RecursionError as e: print("RE", e)
class A:
    def __call__(self): return self()
try: A()()
except RecursionError as e: print("RE", e)
class A:
    def __next__(self): return next(self)
try: next(A())
except RecursionError as e: print("RE", e)
class A:
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
try:
    with A(): pass
except RecursionError as e: print("RE", e)
class A:
    def __new__(cls): return cls()
try: A()
except RecursionError as e: print("RE", e)
class A:
    def __init__(self): type(self)()
try: A()
except RecursionError as e: print("RE", e)
class A:
    __iter__ = None
    __len__ = len
    __bool__ = bool
    __getattr__ = getattr
for f in (lambda a: len(a), lambda a: bool(a), lambda a: a.x, lambda a: iter(a)):
    try: print(f(A()))
    except (RecursionError, TypeError) as e: print(type(e), e)
