class Stack(list):
    def push(self, item):
        self.append(item)

    def peek(self):
        return self[-1]

    def __repr__(self):
        return f"Stack({list(self)})"


s = Stack([1, 2])
s.push(3)
s.note = "extra"
print(s, s.peek(), len(s), s[0], s[1:], 2 in s, s == [1, 2, 3], isinstance(s, list), s.note, s.pop())
print([x * 2 for x in s], sorted(s, reverse=True), sum(s), s + [9], type(s + [9]).__name__)


class Typed(list):
    def append(self, item):
        if not isinstance(item, int):
            raise TypeError("ints only")
        super().append(item)

    def __getitem__(self, index):
        return "item " + str(super().__getitem__(index))

    def __len__(self):
        return 100 + super().__len__()


t = Typed()
t.append(1)
try:
    t.append("x")
except TypeError as error:
    print(error)
print(t[0], len(t), list(t))
