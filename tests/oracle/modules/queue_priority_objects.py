import queue
class Job:
    def __init__(self, priority, name): self.priority, self.name = priority, name
    def __lt__(self, other): return self.priority < other.priority
    def __repr__(self): return f"Job({self.name})"
q = queue.PriorityQueue()
for p, n in ((3, "c"), (1, "a"), (2, "b"), (1, "z")): q.put(Job(p, n))
print([q.get() for _ in range(4)])
q.put((1, {})); q.put((2, {}))
try:
    q.put((1, {}))
except TypeError as error:
    print(error)
