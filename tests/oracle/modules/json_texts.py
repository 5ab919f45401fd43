# json: reading and writing, options, hooks, classes, and errors with their places.
import io
import json


def show(function):
    try:
        print(repr(function()))
    except json.JSONDecodeError as error:
        print(f"{type(error).__name__}: {error}", error.msg, error.pos, error.lineno, error.colno)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


data = {"name": "J\u00fcrgen \"x\" \\ / \n\t\x00\x7f \u20ac \U0001f600", "list": [1, 2.5, -0.0, 1e100, True, False, None, [], {}, ()], "nested": {"b": {"c": [[1], [2, [3]]]}, "a": 10**30}, "": 0}
for options in (
    {}, {"indent": 2}, {"indent": "\t"}, {"indent": 0}, {"sort_keys": True}, {"separators": (",", ":")}, {"ensure_ascii": False}, {"indent": 1, "sort_keys": True, "ensure_ascii": False, "separators": (", ", " = ")},
):
    text = json.dumps(data, **options)
    print(text)
    print(options.get("separators", ("", ":"))[1] == " = " or json.loads(text) == json.loads(json.dumps(data)))
for value in (
    None, True, 1, -5, 10**25, 1.0, 1e16, 1e-7, 0.1, float("nan"), float("inf"), -float("inf"), "", "a\x1fb\x7f\u2028", [], {}, (1, 2), {1: 2, 2.5: 3, None: 4, True: 5}, {(1, 2): 3}, {1, 2}, b"x", object, [object()], range(2),
    {"a": [{"b": set()}]}, range(3), {"b": 1, "a": 2, "\u00e9": 3}, [[[[]]]],
):
    show(lambda: json.dumps(value))
show(lambda: json.dumps(float("nan"), allow_nan=False))
show(lambda: json.dumps({(1,): 2, "a": 1}, skipkeys=True))
show(lambda: json.dumps({(1,): 2}, skipkeys=True))
show(lambda: json.dumps({2: "b", 1: "a"}, sort_keys=True))
show(lambda: json.dumps({"a": 1, 1: 2}, sort_keys=True))
show(lambda: json.dumps({1, 2}, default=sorted))
show(lambda: json.dumps([{3}], default=list, indent=2))
circle = []
circle.append(circle)
show(lambda: json.dumps(circle))
loop = {}
loop["loop"] = {"x": loop}
show(lambda: json.dumps(loop))
for text in (
    "null", " true ", "false", "12", "-0", "-0.0", "1.5e3", "1E+2", "01", "1.", "-", ".5", "+1", "NaN", "-Infinity", "Infinity", '"a\\u00e9\\n\\/\\"\\ud83d\\ude00"', "[]", "[1, 2, [3, {}]]", '{"a": {"b": [1]}, "a": 2}', "[1,]", '{"a":1,}',
    "", " ", "[", "[1", "[1 2]", "{", '{"a"', '{"a":', '{"a" 1}', '{"a":1 "b":2}', "{a: 1}", "{1: 2}", "{,}", "[,]", '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\u12g4"', "nul", "tru", "1 2", "[1] x", '{"a": 1}}', "'a'", '\n\n  {"a":\n 1,\n "b" 2}',
    "\ufeff[]", '["\u00e9", x]', '"\\', '"\\u', "123456789012345678901234567890", "1e400", "-1e-400", "[1.0, 2]\n", "\t[\r\n1\t,2 ]", '"\x7f"', "\u00a01", "[true false]", '{"k": nul}', "--1", "1e", "2e+",
):
    show(lambda: json.loads(text))
show(lambda: json.loads(b'{"a": "\xc3\xa9"}'))
show(lambda: json.loads(bytearray(b"[1]")))
show(lambda: json.loads("[1]".encode("utf-16")))
show(lambda: json.loads(5))
show(lambda: json.loads('"a\nb"', strict=False))
show(lambda: json.loads('{"a": 1.5, "b": [1, NaN]}', parse_float=str, parse_int=lambda text: int(text) + 1, parse_constant=str.lower))
show(lambda: json.loads('{"x": 1, "y": {"z": 2}}', object_hook=lambda table: sorted(table.items(), key=str)))
show(lambda: json.loads('{"x": 1, "y": {"z": 2}, "x": 3}', object_pairs_hook=list))
show(lambda: json.JSONDecoder().raw_decode('[1] rest'))
show(lambda: json.JSONDecoder().raw_decode('  [1]', 2))
show(lambda: json.JSONDecoder().raw_decode('x'))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"x": o.x, "y": o.y}
        return super().default(o)


class Decoder(json.JSONDecoder):
    def decode(self, s):
        return {"decoded": super().decode(s)}


show(lambda: json.dumps([Point(1, 2), {"p": Point([], None)}], cls=Encoder))
show(lambda: json.dumps([Point(1, 2)], cls=Encoder, indent=4, sort_keys=True))
show(lambda: json.dumps({"a": {1}}, cls=Encoder))
show(lambda: json.loads("[1]", cls=Decoder))
show(lambda: list(Encoder().iterencode([1, {"a": Point(1, 2)}])) and "".join(Encoder(indent=1).iterencode([1, {"a": Point(1, 2)}])))
file = io.StringIO()
json.dump(data, file, indent=1)
print(json.loads(file.getvalue()) == json.loads(json.dumps(data)), len(file.getvalue()))
show(lambda: json.load(io.StringIO('{"a": [1]}')))


class Table(dict):
    pass


show(lambda: json.dumps(Table(a="x", b=[Table()])))
print(json.JSONDecodeError.__mro__[1], json.JSONDecodeError.__module__)
json.loads('{"a": }')
