# Classes that derive from bytes, bytearray and the other containers.
class Name(bytes):
    def __new__(cls, text, encoding="utf-8"):
        made = super().__new__(cls, text, encoding)
        made.text = text
        return made

    def shout(self):
        return self.upper() + b"!"


n = Name("häuser")
print(n, n.text, len(n), n[0], n[1:3], n.shout(), isinstance(n, bytes), type(n).__name__, type(n.upper()).__name__, type(n + b"").__name__)
print(n == "häuser".encode(), hash(n) == hash("häuser".encode()), {n: 1}["häuser".encode()], b"us" in n, n.decode(), bytes(n), type(bytes(n)).__name__)


class Plain(bytes):
    pass


print(Plain(), Plain(3), Plain(b"abc"), Plain([1, 2]), Plain("x", "ascii"), Plain(source="y", encoding="ascii"), sorted([Plain(b"b"), Plain(b"a")]))
p = Plain(b"abc")
p.attribute = 1
print(p.__dict__, Plain(p), Plain(Name("z")), [*p], p.join([b"1", b"2"]), b"-".join([p, p]), p * 2, p.hex(), memoryview(p)[1])
for wrong in (lambda: Plain("x"), lambda: Plain(-1), lambda: Plain(1.5)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class Buffer(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.writes = 0

    def write(self, data):
        self.writes += 1
        self += data


b = Buffer(b"ab")
b.write(b"cd")
b.append(33)
print(b, b.writes, len(b), b[0], b[1:3], bytes(b), Buffer(2), Buffer(), type(b[:2]).__name__, b == b"abcd!", isinstance(b, bytearray))
b[0:1] = b"XY"
del b[-1]
print(b, b.find(b"c"), b.pop(), b.upper())
array = bytearray(b"old")
array.__init__(b"new")
print(array)


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __repr__(self):
        return f"Pair{tuple(self)}"


class Stack(list):
    def push(self, item):
        self.append(item)
        return self


class Record(dict):
    def __getattr__(self, name):
        return self[name]


class Tags(set):
    def __init__(self, *tags):
        super().__init__(tags)


class Fixed(frozenset):
    def __new__(cls, *items):
        return super().__new__(cls, items)


print(Pair(1, 2), Pair(1, 2) + (3,), Stack([1]).push(2), Record(a=1).a, sorted(Tags(3, 1)), sorted(Fixed(2, 1)), Tags(1) | {2}, hash(Pair(1, 2)) == hash((1, 2)))


class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls, value)


class Id(int):
    def __str__(self):
        return f"#{int(self)}"


class Text(str):
    def __new__(cls, value):
        return super().__new__(cls, value.strip())


print(Celsius(3) + 1, Id(5), Id(5) + 1, Text("  a "), repr(Text(" b")))
print(b"us" in Plain(b"house"), 104 in Plain(b"house"), b"xx" in Buffer(b"ab"), "ou" in Text("house"), "x" in Text("house"))
