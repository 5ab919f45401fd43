"""The verdicts as Markdown, and the lists of the tests that pass."""

from collections import Counter, defaultdict

from suites import GROUPS
from verdicts import FAIL, NOT_APPLICABLE, PASS

PAGE = """\
# CPython's own tests over Threadbox

Two ways to hold Threadbox against the tests of an installed CPython 3.13. None of CPython's files is part of this project. `tools/conformance`
writes this page.

## As programs

`tests/cpython/programs` makes a program of each test: the text of the test and of what it needs is CPython's to the letter, Threadbox's own
`unittest` runs it, and stand-ins of ours take the place of `test.support`. `threadbox run` executes the program; scripts that a test
starts as processes are executed in the same way, one after the other.

A test *passes*, or it is *not applicable* for one of the reasons below, or it *fails*. A test is not applicable only if
Threadbox rejects by name what it uses, if CPython marks it as a detail of its implementation, or if a rule in `reasons.py` names it; a
wrong result is a failure. `ctest` runs those that pass (`cpython-programs`).

{table}

{reasons}

### Tests that fail

{failures}
"""


def page(verdicts):
    return PAGE.format(table=table(verdicts), reasons=reasons(verdicts), failures=failures(verdicts))


def table(verdicts):
    counts = defaultdict(Counter)
    for verdict in verdicts:
        counts[verdict.test.module][verdict.kind] += 1
    lines = ["| tests of CPython | tests | pass | not applicable | fail |", "| --- | ---: | ---: | ---: | ---: |"]
    total = Counter()
    for group, modules in GROUPS.items():
        for module in modules:
            if module in counts:
                lines.append(row(f"`{module}`", counts[module]))
                total += counts[module]
    lines.append(row("**all**", total))
    return "\n".join(lines)


def row(title, count):
    return f"| {title} | {count.total()} | {count[PASS]} | {count[NOT_APPLICABLE]} | {count[FAIL]} |"


def reasons(verdicts):
    counted = Counter(verdict.why for verdict in verdicts if verdict.kind == NOT_APPLICABLE)
    lines = ["| why a test is not applicable | tests |", "| --- | ---: |"]
    for why, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        lines.append("| " + why.replace("|", "\\|") + f" | {count} |")
    return "\n".join(lines)


def failures(verdicts):
    by_class = defaultdict(list)
    for verdict in verdicts:
        if verdict.kind == FAIL:
            by_class[verdict.test.module, verdict.test.cls].append(verdict.test.name.removeprefix("test_"))
    return "\n".join(f"- `{module}.{cls}`: {' '.join(sorted(names))}" for (module, cls), names in by_class.items()) or "None."


def write_passing(folder, verdicts):
    """One file for each module, with a line for each class."""
    folder.mkdir(exist_ok=True)
    by_module = defaultdict(lambda: defaultdict(list))
    for verdict in verdicts:
        classes = by_module[verdict.test.module]
        if verdict.kind == PASS:
            classes[verdict.test.cls].append(verdict.test.name)
    for module, classes in by_module.items():
        lines = [f"{cls}: {' '.join(sorted(names))}\n" for cls, names in sorted(classes.items())]
        (folder / f"{module}.txt").write_text("".join(lines), encoding="utf-8")


def read_passing(folder, module):
    """Pairs of a class and the names of its tests that pass."""
    path = folder / f"{module}.txt"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        cls, _, names = line.partition(":")
        yield cls, names.split()
