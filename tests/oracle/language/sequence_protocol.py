class Squares:
    def __len__(self):
        return 4

    def __getitem__(self, index):
        if index >= 4:
            raise IndexError(index)
        return index * index


s = Squares()
print(list(s), len(s), 9 in s, 10 in s, s[2], list(reversed(s)), bool(s))
for x in s:
    print(x, end=" ")
print()
print(max(s), sorted(s, key=lambda v: -v), list(zip(s, "ab")), [*s, 0])
