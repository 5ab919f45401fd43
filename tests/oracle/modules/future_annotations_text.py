# With this import annotations are text: CPython's spacing and brackets, whatever the program's.
from __future__ import annotations


def f(a: ( int|str ), b: "x'y", c: List [ int,str ], d: a.b . c[(1,2)], e: -1 ** - 2, g: not a and b or c, h: (a, b), i: {1:2, **x}, j: x(1, *y, z=3, **k),
      k: [1,2], l: 1 if 2 else 3, m: 0x10, n: 1_000.50, o: a<b is not c, q: ..., r: None, t: Tuple[()], u: d[1:2, ::3, :],
      v: (a+b)*c-d-(e-f), w: a@b//c, x: {1,2}, z: 'a' "b") -> Callable[[int],str]: pass
def g(*args: *Ts, **k: int): pass
def h(c: (a if b else c) if d else e, d: ~a, e: 2**3**4, f: (2**3)**4, g: 5 .real, h: 5.0.real, i: x[a, ], j: x[*a], k: x[(a, *b)], l: not not a,
      m: (not a) == b, n: 1e100, o: "\n\t\\é\x01", q: (a or b) and c, r: [*a], s: ((1,2),), t: a < (b < c), u: f(x).y[0]): pass
for function in (f, g, h):
    for name, text in function.__annotations__.items():
        print(name, text)
x: no.such[thing] = 1
class C:
    y: (int, str)
    __z: __not_mangled
    def __f(self, __a: __b) -> C: pass
print(__annotations__, C.__annotations__, C._C__f.__annotations__)
