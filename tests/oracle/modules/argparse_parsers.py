# argparse: arguments, groups, subcommands, errors and helps.
import argparse
import io
import sys


def run(parser, line, words=None):
    kept = sys.stderr, sys.stdout
    sys.stderr = sys.stdout = text = io.StringIO()
    try:
        result = repr(parser.parse_args(line.split() if words is None else words))
    except SystemExit as stop:
        result = f"exit {stop.code}"
    finally:
        sys.stderr, sys.stdout = kept
    print(f"{line!r} -> {result}")
    if text.getvalue():
        print(text.getvalue(), end="")


p = argparse.ArgumentParser(prog="prog", description="Counts things, and says so in a description that is long enough to be wrapped over two lines.", epilog="The end of %(prog)s.")
p.add_argument("name", help="the name of %(prog)s")
p.add_argument("numbers", nargs="*", type=int, help="some numbers, which are added; there may be many of them, and this help is long")
p.add_argument("-n", "--threads", type=int, default=4, metavar="N", help="how many threads (default: %(default)s)")
p.add_argument("-v", "--verbose", action="store_true", help="say more")
p.add_argument("-q", action="count", default=0)
p.add_argument("--level", choices=["low", "high"], default="low")
p.add_argument("--ratio", type=float)
p.add_argument("--tag", action="append", help="a tag")
p.add_argument("--pair", nargs=2, metavar=("A", "B"))
p.add_argument("--opt", nargs="?", const="c", default="d")
p.add_argument("--many", nargs="+")
p.add_argument("--no-color", dest="color", action="store_false")
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.add_argument("--a-very-long-option-name", help="below it")
p.add_argument("--debug", action=argparse.BooleanOptionalAction, help="debug or not")
p.print_help()
p.print_usage()
for line in ("x", "x 1 2 3", "x -n 8 -v -qqq", "-n8 x 5", "--threads=2 x", "x --level high --tag a --tag b", "x --pair 1 2 3", "x --opt --ratio .5", "x --opt y", "x --many 1 2 -v", "x --no-color --const", "--version", "x -5 -6",
             "x --verb", "x --debug", "x --no-debug", "x -vq", "x -- -n", "", "x y", "x -n z", "x --level mid", "x --pair 1", "x --unknown", "x --many", "x --t 1", "x --ver", "x -v5", "x --verbose=1", "x --ratio", "--help", "x -n", "x 1 --bad -z 2", "x --a-very 5"):
    run(p, line)
print(p.parse_known_args(["x", "--unknown", "1", "-k"]))

q = argparse.ArgumentParser(prog="tool")
q.add_argument("-o")
subs = q.add_subparsers(dest="command", help="what to do")
add = subs.add_parser("add", help="adds", aliases=["plus"])
add.add_argument("x", type=int)
add.add_argument("y", type=int, nargs="?", default="7")
add.set_defaults(func="adding")
show = subs.add_parser("show", help="shows")
show.add_argument("--all", action="store_true")
q.print_help()
add.print_help()
for line in ("add 1 2", "plus 3", "-o f show --all", "", "bad", "add", "add x", "show extra", "add -h"):
    run(q, line)

g = argparse.ArgumentParser(prog="groups", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
first = g.add_argument_group("first", "about the first")
first.add_argument("--one", type=int, default=1, help="one")
either = g.add_mutually_exclusive_group(required=True)
either.add_argument("--yes", action="store_true", help="yes")
either.add_argument("--no", action="store_true", help="no")
g.add_argument("files", nargs="+", help="files")
g.add_argument("rest", nargs=argparse.REMAINDER)
g.print_help()
for line in ("--yes a b c", "a", "--yes --no a", "--no a b --one 2", "--one 5 --yes f -- -x"):
    run(g, line)

r = argparse.ArgumentParser(prog="r", formatter_class=argparse.RawDescriptionHelpFormatter, description="line one\n  line two", add_help=False, usage="%(prog)s anything")
r.add_argument("-x", required=True, type=lambda text: int(text, 16))
r.print_help()
run(r, "-x ff")
run(r, "-x zz")
run(r, "")


def positive(text):
    if int(text) <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return int(text)


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (values.upper(), option_string))


s = argparse.ArgumentParser(prog="s", exit_on_error=True)
s.add_argument("--p", type=positive)
s.add_argument("--u", action=Upper)
s.add_argument("--e", nargs="*", action="extend", type=int)
s.set_defaults(extra=5)
for line in ("--p 5 --u abc", "--p -1", "--p=-1", "--p 0", "--e 1 2 --e 3", "--e"):
    run(s, line)
print(s.get_default("extra"), argparse.Namespace(a=1, b="x"), argparse.Namespace(a=1) == argparse.Namespace(a=1), "a" in argparse.Namespace(a=1), vars(argparse.Namespace(c=3)))
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--shared", type=int)
child = argparse.ArgumentParser(prog="child", parents=[parent])
child.add_argument("own")
run(child, "--shared 3 x")
child.print_help()
for wrong in (lambda: p.add_argument("-n"), lambda: p.add_argument("pos", required=True), lambda: p.add_argument("--z", action="nothing"), lambda: p.add_argument("--z", type="int"), lambda: p.add_argument("x", dest="y"), lambda: either.add_argument("--w", required=True)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
