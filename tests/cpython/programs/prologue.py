import sys as _threadbox_sys
import unittest as _threadbox_unittest



class _threadbox_Module:
    """A module that is a text of this program."""

    def __init__(self, name):
        self.__dict__["_names"] = {"__name__": name}

    def __getattr__(self, name):
        if name in self._names:
            return self._names[name]
        raise AttributeError(f"the stand-in of {self._names['__name__']} has no {name}")

    def __setattr__(self, name, value):
        self._names[name] = value

    def __delattr__(self, name):
        del self._names[name]


_threadbox_modules = {"test": _threadbox_Module("test")}


def _threadbox_module(name, text):
    outer, _, last = name.rpartition(".")
    outer = outer or "test"
    for one in (outer, name):
        if one not in _threadbox_modules:
            _threadbox_modules[one] = _threadbox_Module(one)
    setattr(_threadbox_modules["test"], outer.partition(".")[2] or last, _threadbox_modules[outer if outer != "test" else name])
    setattr(_threadbox_modules[outer], last, _threadbox_modules[name])
    names = _threadbox_modules[name]._names
    for own in ("_threadbox_import", "_threadbox_member", "_threadbox_ask", "_threadbox_Absent"):
        names[own] = globals()[own]
    exec(compile(text, name, "exec"), names)


class _threadbox_Absent:
    """Stands for what could not be imported. A test that comes to use it is left out, for the reason that the error gives."""

    def __init__(self, error):
        self.__dict__["_text"] = f"{type(error).__name__}: {error}"

    def __getattr__(self, name):
        raise _threadbox_unittest.SkipTest("threadbox: " + self._text)

    def __call__(self, *args, **names):
        raise _threadbox_unittest.SkipTest("threadbox: " + self._text)

    def __mro_entries__(self, bases):
        raise _threadbox_unittest.SkipTest("threadbox: " + self._text)


def _threadbox_import(name, is_renamed):
    return _threadbox_modules[name if is_renamed else "test"]


def _threadbox_member(module, name):
    inner = f"{module}.{name}"
    if inner in _threadbox_modules:
        return _threadbox_modules[inner]
    if module not in _threadbox_modules or not hasattr(_threadbox_modules[module], name):
        raise ImportError(f"the stand-in of {module} has no {name}")
    return getattr(_threadbox_modules[module], name)


def _threadbox_ask(question):
    _threadbox_sys.__stdout__.write("\x1e?" + ascii(question) + "\n")
    _threadbox_sys.__stdout__.flush()
    return eval(_threadbox_sys.__stdin__.readline())


class _threadbox_Result(_threadbox_unittest.TestResult):
    def addSuccess(self, test):
        super().addSuccess(test)
        self.succeeded = True


def _threadbox_outcome(result):
    for kind in ("failures", "errors"):
        if getattr(result, kind):
            return kind, getattr(result, kind)[0][1]
    if result.unexpectedSuccesses:
        return "failures", "unexpected success"
    if result.skipped and not getattr(result, "succeeded", False):
        return "skipped", result.skipped[0][1]
    return ("passed", "") if result.testsRun else ("errors", "no test was run")


def _threadbox_run(tests):
    # Tests may replace the streams, and the names of this module.
    write, flush = _threadbox_sys.__stdout__.write, _threadbox_sys.__stdout__.flush
    names = globals()
    if "setUpModule" in names:
        names["setUpModule"]()
    for class_name, name in tests:
        cls = names[class_name]
        result = _threadbox_Result()
        suite = _threadbox_unittest.TestSuite([cls(name)])
        suite.run(result)
        kind, detail = _threadbox_outcome(result)
        write("\x1e=" + ascii((class_name, name, kind, detail)) + "\n")
        flush()
    if "tearDownModule" in names:
        names["tearDownModule"]()


