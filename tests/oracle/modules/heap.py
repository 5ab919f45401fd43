import heapq
h = []
for n in (5, 2, 8, 1, 9, 3): heapq.heappush(h, n)
print(h, h[0], [heapq.heappop(h) for _ in range(6)])
h = [9, 4, 7, 1, 0]; heapq.heapify(h)
print(h, heapq.heapreplace(h, 5), heapq.heappushpop(h, -1), h)
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
