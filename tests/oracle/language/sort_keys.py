words = ["banana", "Apple", "cherry", "date", "apple"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w), reverse=True), sorted(words, reverse=True))
data = [(1, "b"), (0, "c"), (1, "a"), (0, "a")]
print(sorted(data), sorted(data, key=lambda p: p[0]), sorted(data, key=lambda p: -p[0]), sorted(data, key=lambda p: p[1], reverse=True), max(data), min(data, key=lambda p: p[1]), max(data, key=lambda p: p[0]))
data.sort(key=lambda p: p[1])
print(data, data.sort(), data, sorted([True, 0, 0.5]), sorted({"b": 1, "a": 2}), sorted("hello", reverse=True), sorted([[2], [1, 5], []]), sorted([(1,), (), (1, 0)]))
calls = []
sorted([3, 1, 2], key=lambda x: calls.append(x) or x)
print(calls)
for bad in (lambda: sorted([1, "a"]), lambda: sorted([None, 1]), lambda: sorted([{}, {}]), lambda: sorted([1], key=5), lambda: sorted([1, 2], key=lambda: 0), lambda: min([1, "a"]), lambda: [1].sort(key=lambda x: 1 / 0), lambda: max({}), lambda: sorted([(1, "a"), (1, 2)])):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)


class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return ".".join(map(str, self.parts))


versions = [Version(1, 2), Version(1, 0, 5), Version(0, 9)]
print(sorted(versions), max(versions), min(versions), sorted(versions, reverse=True))
