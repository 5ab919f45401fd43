# Stands in for CPython's test.support.script_helper: the program that runs the test runs the script, and answers with its outcome.

import unittest


def _run(args, expects_success, **environment):
    code, options = None, list(args)
    if "-c" in options:
        at = options.index("-c")
        code, options = options[at + 1], options[:at] + options[at + 2:]
    elif options and not options[-1].startswith("-"):
        with open(options.pop(), encoding="utf-8") as file:
            code = file.read()
    if code is None or [option for option in options if option not in ("-I", "-E", "-s")]:
        raise unittest.SkipTest("threadbox: it starts Python with options")
    if [name for name in environment if not name.startswith("__")]:
        raise unittest.SkipTest("threadbox: it starts Python with variables of the environment")
    reply = _threadbox_ask(code)
    if reply[0] is None:
        raise unittest.SkipTest("threadbox: " + reply[2])
    if (reply[0] == 0) != expects_success:
        raise AssertionError(f"the script's exit code is {reply[0]}\n{reply[1]!r}\n{reply[2].decode(errors='replace')}")
    return reply


def assert_python_ok(*args, **environment):
    return _run(args, True, **environment)


def assert_python_failure(*args, **environment):
    return _run(args, False, **environment)


def run_test_script(script):
    raise unittest.SkipTest("threadbox: it runs a file of CPython's tests")


def spawn_python(*args, **names):
    raise unittest.SkipTest("threadbox: it starts a process")


kill_python = make_script = spawn_python
