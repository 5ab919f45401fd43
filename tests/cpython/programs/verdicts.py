"""The verdict on each test: pass, not applicable with its reason, or fail with what it ended with."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import reasons
from program import Program

PASS, NOT_APPLICABLE, FAIL = "pass", "not applicable", "fail"
LEFT_OUT = "threadbox: "  # How the stand-ins' reasons begin.


@dataclass(frozen=True)
class Test:
    module: str
    cls: str | None
    name: str

    def __str__(self):
        return f"{self.module}.{self.cls}.{self.name}" if self.cls else self.name


@dataclass
class Verdict:
    test: Test
    kind: str
    why: str = ""


def collect(cpython, here, modules):
    """The tests of the modules, as CPython's loader finds them."""
    found = subprocess.run([cpython, here / "collect.py", *[f"test.{name}" for name in modules]], capture_output=True, text=True, check=True)
    for line in found.stdout.splitlines():
        module, cls, name = json.loads(line)
        yield Test(module.removeprefix("test."), cls, name)


class Judge:
    """Runs tests by Threadbox, and those that do not pass by CPython, too: one that cannot stand alone is no measure."""

    def __init__(self, library, threadbox, cpython):
        self.library, self.threadbox, self.cpython = library, threadbox, cpython

    def judge(self, test):
        if test.cls is None:
            return Verdict(test, NOT_APPLICABLE, "it is a doctest")
        if reason := reasons.not_run(str(test)):
            return Verdict(test, NOT_APPLICABLE, reason)
        text = self.program([test]).text()
        kind, detail = self.outcome(self.threadbox, text)
        if kind == "errors" and "Traceback" not in detail:  # The program was rejected.
            kind, detail = self.outcome(self.threadbox, self.program([test]).text(is_lenient=True))
        if kind == "passed":
            return Verdict(test, PASS)
        if reason := self.reason(test, text, kind, detail):
            return Verdict(test, NOT_APPLICABLE, reason)
        return Verdict(test, FAIL, detail)

    def program(self, tests):
        main = self.library.find(f"test.{tests[0].module}")
        return Program(self.library, main, [(test.cls, test.name) for test in tests])

    def outcome(self, python, text):
        outcomes, errors = python.run(text)
        if outcomes:
            return outcomes[0][2:]
        return "errors", errors or "it ends without an outcome"

    def reason(self, test, text, kind, detail):
        """Why the test does not apply, or None."""
        if kind == "skipped" and detail.startswith(LEFT_OUT) and "Error: " not in detail:
            return detail.removeprefix(LEFT_OUT)
        if reason := reasons.rejection(detail) or reasons.listed(str(test)):
            return reason
        kind, detail = self.outcome(self.cpython, text)
        if kind == "skipped":
            return "CPython skips it here, too"
        return None if kind == "passed" else "outside its module it fails in CPython, too"

    def batch(self, tests):
        """Those of the tests, which are of one class, that do not pass. First all are run by one program."""
        outcomes, _ = self.threadbox.run(self.program(tests).text())
        passed = {name for _, name, kind, _ in outcomes if kind == "passed"}
        alone = [self.judge(test) for test in tests if test.name not in passed]
        return [verdict for verdict in alone if verdict.kind != PASS]


def judge_all(judge, tests, jobs, progress):
    with ThreadPoolExecutor(jobs) as pool:
        for verdict in pool.map(judge.judge, tests):
            progress(verdict)
            yield verdict
