#!/usr/bin/env python3
"""CPython's own test modules, test by test, as programs that Threadbox runs.

run.py --threadbox PATH [NAME…]             judges tests: of a module, a class, or one (test_queue.CQueueTest.test_basic)
run.py --threadbox PATH --report FILE       judges all, writes the tables and the lists of the tests that pass
run.py --threadbox PATH --check [GROUP…]    runs those that passed: each must pass again

Any python3 runs it; CPYTHON is the one whose tests are run (`tools/oracle --with-tests`), which must be a 3.13.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import report
from execute import Python
from program import Library, Program
from source_module import module_of_text
from suites import GROUPS
from verdicts import FAIL, NOT_APPLICABLE, Judge, Test, collect, judge_all

HERE = pathlib.Path(__file__).parent
PASSING = HERE / "passing"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threadbox", required=True)
    parser.add_argument("--cpython", default=sys.executable)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--all", action="store_true", help="tells of the tests that are not applicable, too")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


def tests_folder(cpython):
    """Where CPython's tests are; the program ends if they are not 3.13's."""
    asked = "import os, sys, test; print(sys.version_info[:2] == (3, 13), os.path.dirname(test.__file__))"
    found = subprocess.run([cpython, "-c", asked], capture_output=True, text=True)
    if not found.stdout.startswith("True "):
        print(f"SKIPPED: {cpython} is not a CPython 3.13 with its tests\ntest cases: 0 | 0 passed | 0 failed")
        sys.exit()
    return pathlib.Path(found.stdout.split(maxsplit=1)[1].strip())


def make_judge(options):
    library = Library(tests_folder(options.cpython))

    def make_script(text):
        try:
            return Program(library, module_of_text(text), None).text()
        except SyntaxError:
            return text

    seconds = 120 if options.check else 30  # The check must hold on a busy machine, and runs a class at a time.
    threadbox = Python([os.path.abspath(options.threadbox), "run"], make_script, seconds)
    return Judge(library, threadbox, Python([options.cpython], make_script, seconds))


def chosen(options):
    """The tests that the names on the command line choose; all if there are none."""
    modules = [module for group in GROUPS.values() for module in group]
    names = [name for one in options.names for name in GROUPS.get(one, [one])]
    if names:
        modules = [module for module in modules if any((name + ".").startswith(module + ".") for name in names)]
    for test in collect(options.cpython, HERE, modules):
        if not names or any(f"{test}.".startswith(name + ".") for name in names):
            yield test


def judge_and_report(judge, options):
    tests = list(chosen(options))
    begin = time.monotonic()

    def progress(verdict):
        shown = (FAIL, NOT_APPLICABLE) if options.all else (FAIL,)
        if not options.quiet and (verdict.kind in shown or len(tests) < 10):
            last = verdict.why.strip().splitlines()[-1:] or [""]
            print(f"{verdict.kind}: {verdict.test}: {verdict.why if len(tests) < 10 else last[0][:200]}", flush=True)

    verdicts = list(judge_all(judge, tests, options.jobs, progress))
    failed = sum(verdict.kind == FAIL for verdict in verdicts)
    left_out = sum(verdict.kind == NOT_APPLICABLE for verdict in verdicts)
    print(f"{len(tests) - failed - left_out} pass, {left_out} not applicable, {failed} fail, in {time.monotonic() - begin:.0f} s")
    if options.report:
        options.report.write_text(report.page(verdicts), encoding="utf-8")
        report.write_passing(PASSING, verdicts)


def check(judge, options):
    """Runs the tests that passed when the lists were written."""
    modules = [module for one in options.names or GROUPS for module in GROUPS.get(one, [one])]
    batches = [[Test(module, cls, name) for name in names] for module in modules for cls, names in report.read_passing(PASSING, module)]
    with ThreadPoolExecutor(options.jobs) as pool:
        failed = [verdict for found in pool.map(judge.batch, batches) for verdict in found]
    for verdict in failed:
        print(f"FAIL: {verdict.test}, which has passed: {verdict.kind}: {verdict.why}")
    count = sum(map(len, batches))
    print(f"test cases: {count} | {count - len(failed)} passed | {len(failed)} failed")
    sys.exit(bool(failed) or not batches)


def main():
    options = arguments()
    warnings.simplefilter("ignore", SyntaxWarning)  # The texts of tests have doubtful escapes.
    judge = make_judge(options)
    if options.check:
        check(judge, options)
    else:
        judge_and_report(judge, options)


if __name__ == "__main__":
    main()
