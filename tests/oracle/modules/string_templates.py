# string.Template and string.Formatter.
import string
from string import Formatter, Template

t = Template("$who likes ${what}, costs $$5, $who_else $9 ${} $")
print(t.safe_substitute(who="tim", what="kung pao"), t.safe_substitute({"who": 1}), t.is_valid(), t.get_identifiers())
print(Template("$a and ${b}c $$ $d_1").substitute({"a": 1, "b": 2}, d_1=[3]), Template("x").substitute(), Template("$a$b").get_identifiers(), Template("$a $$").is_valid())


class Percent(Template):
    delimiter = "%"


print(Percent("%a is 5%% of $b").substitute(a="x"))


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


for action in (lambda: Template("$who").substitute(), lambda: Template("a\nb $").substitute(), lambda: Template("${bad").substitute(bad=1), lambda: Template("$ x").substitute(), lambda: Template("$9").substitute()):
    attempt(action)
f = Formatter()
print(f.format("{} {1} {x}" if False else "{} {} {x!r:>5} {{}} {y[k]} {z.real:.1f}", 1, "b", x="c", y={"k": 2}, z=3.5), f.format("{0} {1} {0}", "a", "b"), f.format("{:{}}", "x", 4) + "|", f.vformat("{a}", (), {"a": 9}))
print(list(f.parse("a{b!r:c}d{{e}}{f.g[0]}{}")), f.get_field("0.real", (5,), {}), f.convert_field(5, "s"), f.format("{0[1]} {0[x]}" if False else "{0[1]}", [1, 2]))


class Default(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, f"<{key}>")
        return super().get_value(key, args, kwargs)

    def check_unused_args(self, used_args, args, kwargs):
        print(sorted(map(str, used_args)), args, kwargs)

    def format_field(self, value, format_spec):
        return super().format_field(value, format_spec).upper() if format_spec != "raw" else str(value)


print(Default().format("{name} {0} {other:raw}", "arg", other="o", unused=1))
for action in (lambda: f.format("{"), lambda: f.format("}"), lambda: f.format("{0} {}", 1, 2), lambda: f.format("{} {0}", 1, 2), lambda: f.format("{x}"), lambda: f.format("{}"), lambda: f.format("{0!x}", 1), lambda: f.format("{0", 1)):
    attempt(action)
