class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.x)
    def __mul__(self, o): return V(self.x * o)
    def __neg__(self): return V(-self.x)
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __lt__(self, o): return self.x < o.x
    def __getitem__(self, i): return self.x * i
    def __call__(self, y): return self.x + y
    def __iadd__(self, o):
        self.x += o
        return self
    def __len__(self): return 4
v = V(3)
print((v + V(1)).x, (v + 1).x, (1 + v).x, (v * 2).x, (-v).x, v == V(3), v == V(4), v < V(9), v[7], v(10), len(v))
v += 5
print(v.x)
