#!/usr/bin/env python3
"""language_test.py THREADBOX: docs/language.md is true. Features that it lists run, here and in CPython; for features that it
excludes, Threadbox gives the stated error, and CPython accepts them."""

import fnmatch
import pathlib
import re
import subprocess
import sys
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
PAGE = (TOP / "docs" / "language.md").read_text(encoding="utf-8")
THREADBOX = ""


def part(title):
    """The text of a section."""
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)[1]


def oracle():
    """The judge's path, and whether it is new enough."""
    path = subprocess.run([TOP / "tools" / "oracle"], capture_output=True, text=True).stdout.strip()
    return path, run([path], "import sys; print(sys.version_info >= (3, 12))").stdout == "True\n"


def run(command, program):
    return subprocess.run([*command, "-c", program], capture_output=True, text=True, timeout=60)


class LanguageTest(unittest.TestCase):
    def test_what_is_in_runs(self):
        blocks = re.findall(r"```python\n(.*?)```", part("In"), re.DOTALL)
        self.assertGreater(len(blocks), 5)
        judge, is_new = oracle()
        for block in blocks:
            for command in [[THREADBOX, "run"]] + [[judge]] * is_new:
                with self.subTest(command[0] + ": " + block.splitlines()[0]):
                    result = run(command, block)
                    self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_what_is_out_is_refused_in_these_words(self):
        rows = re.findall(r"^\| `(.*)` \| `(.*)` \|$", part("Out"), re.MULTILINE)
        self.assertGreater(len(rows), 15)
        for program, error in rows:
            with self.subTest(program):
                result = run([THREADBOX, "run"], program.replace("⏎", "\n"))
                self.assertEqual(result.returncode, 1)
                self.assertTrue(result.stderr.splitlines()[-1].startswith(error), result.stderr)

    def test_modules_show_no_names_of_their_own(self):
        judge, is_new = oracle()
        listed = re.search(r"Threadbox has: (.*)\)", run([THREADBOX, "run"], "import nothing_like_it").stderr)[1]
        modules = listed.split(", ")
        self.assertGreater(len(modules), 20)
        if not is_new:
            self.skipTest("the judge is too old")
        show = f"import {listed}\nfor m in ({listed}): print(m.__name__, *(n for n in dir(m) if not n.startswith('_')))"
        shown = dict(line.split(" ", 1) for line in run([THREADBOX, "run"], show).stdout.splitlines() if " " in line)
        # A package is one module here: a name may be in any of CPython's modules in it.
        ask = f"""import {listed}
for name, names in {shown!r}.items():
    parts = [part for key, part in sys.modules.items() if key == name or key.startswith(name + ".")]
    print(*(f"{{name}}.{{n}}" for n in names.split() if not any(hasattr(part, n) for part in parts)))"""
        self.assertEqual(run([judge], ask).stdout.split(), [])

    def test_members_that_modules_lack_are_listed_and_others_are_not(self):
        judge, is_new = oracle()
        if not is_new:
            self.skipTest("the judge is too old")
        modules = run([THREADBOX, "run"], "import nothing_like_it").stderr
        modules = [m for m in re.search(r"Threadbox has: (.*)\)", modules)[1].split(", ") if m != "__future__"]
        show = f"import {', '.join(modules)}\nsys.float_info, collections.UserDict\nfor m in ({', '.join(modules)}): print(m.__name__, *dir(m))"
        has = {line.split()[0]: set(line.split()[1:]) for line in run([THREADBOX, "run"], show).stdout.splitlines()}
        # What a module in C, or in Python without __all__, makes public, is what does not begin with an underscore and is its own.
        ask = f"""import importlib, types
for name in {modules!r}:
    try:
        module = importlib.import_module(name)
    except ImportError:
        continue
    in_c = not getattr(module, "__file__", "").endswith(".py")
    own = lambda value: (in_c or getattr(value, "__module__", name) == name) and not isinstance(value, types.ModuleType)
    public = getattr(module, "__all__", [n for n, value in vars(module).items() if not n.startswith("_") and own(value)])
    print(name, *public)"""
        public = {line.split()[0]: set(line.split()[1:]) for line in run([judge], ask).stdout.splitlines()}
        self.assertGreater(len(public), 40)
        table = (TOP / "core/script/compile/absent.def").read_text(encoding="utf-8")
        listed = " ".join(re.findall(r'"([^"]*)"', " ".join(re.findall(r"ABSENT_MEMBERS\((?!reason)[^)]*\)", table)))).split()
        is_listed = lambda name: any(fnmatch.fnmatchcase(name, pattern) for pattern in listed)
        missing = [f"{m}.{n}" for m in public for n in sorted(public[m] - has[m]) if not is_listed(f"{m}.{n}")]
        self.assertEqual(missing, [], "CPython has them, Threadbox has not, and absent.def does not list them")
        wrong = [f"{m}.{n}" for m in has for n in sorted(has[m]) if is_listed(f"{m}.{n}")]
        self.assertEqual(wrong, [], "Threadbox has them, and absent.def lists them")


if __name__ == "__main__":
    THREADBOX = sys.argv.pop(1)
    unittest.main(argv=[word for word in sys.argv if not word.startswith("--no-colors")])
