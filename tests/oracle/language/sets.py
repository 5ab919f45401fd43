s = {3, 1, 2, 3}
s.add(4); s.discard(9); s.remove(1)
print(sorted(s), len(s), 2 in s, 1 in s, set(), sorted(set("hello")))
print(sorted({x % 3 for x in range(10)}), {1} == {1}, set([1, 1]))
try:
    s.remove(99)
except KeyError as error:
    print("KeyError", error)
