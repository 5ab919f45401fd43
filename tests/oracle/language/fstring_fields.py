# What may stand between the braces of an f-string's field, and around its conversion.
x, d = 42, 3
print(f"{x!r }|{x !r}|{x !r:>10}|{ x = !r }|{ x = }|{x=}|{x = !r:>10}|{x =!s:>5}|{x=:>5}|{ x  =  :>5}")
table = {"a": 1}
print(f"{table["a"]}|{table['a']!r}|{", ".join(["a", "b"])}|{f"{f"{table["a"]}"}"}")
print(f"{x # a comment
}|{
  x
  +
  1
}")
print(f'''{
  x  # first
  + 2  # second, "quoted
  = }''')
print(f"""{x
=}""")
print(f"{x == 1}|{x != 1}|{x >= 1}|{x <= 1}|{x==1 = }|{x<2=}|{1!=2}|{1 != 2!r}|{(1!=2)!s}")
print(f"{d:{d}}|{d:{d}.{d}f}|{d!r:{d}}|{d:>{d+2}}|{d:{'>'}{10}}|{d:{f'{d}'}}|{d:{d:{d}}}")
print(f"{(lambda x: x + 1)(2)}|{[y for y in 'ab']}|{ {1: 2}[1] }|{ {1, 2} == {2, 1} }|{(y := 5)}|{y:=5}|{y}")
print(f"{*[1, 2], 3}|{1, 2}|{1,}|{1,!r}")
print(f"{'a' 'b'}|{'\n'.join('ab')}|{'\t'}|{"\\"}|{{}}|{{{1}}}|{{{{|}}}}")
print(f"{'{'}|{'}'}|{'{}'.format(1)}|{"}}"}|{'"'}|{"'"}|{'\''}")
print(rf"\d{1}\n|{'\n'!r}" fr'\{2}', Rf"\{2}", fR"{3}\n", FR'''{4}''')
print(f"{1:\x20>5}|{1:{'>'}5}|{'a':\n>3}|{'a':!>5}|{'a'::>5}")
print(f"{not 1}|{1 if 1 else 2}|{1 and 2}|{1 or 2:>3}|{None is None!r}|{'x' if True else 'y':>3}|{'x':>{3 if True else 4}}")
print(f"{f'''
nested {1 +
2}
'''!r}|{x:%}|{x:,}|{x!r:^{x // 2}}|{.5}|{5.}|{1_000:,}|{...}|{x \
 + 1}")


class Spec:
    def __format__(self, spec):
        return "<" + spec + ">"


s = Spec()
print(f"{s:%H:%M:%S}|{s:a b}|{s: }|{s:{1}:{2}}|{s!r:.5}|{s:{{}}}")
print(f"""{s:a
b}|{s:a\nb}|""")


def generator():
    print(f"got {yield 5}")


try:
    (started := generator()).send(None)
    started.send(6)
except StopIteration:
    print("over")
