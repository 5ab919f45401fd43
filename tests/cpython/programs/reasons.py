"""Why a test of CPython does not apply to Threadbox.

A test that does not pass is left out only for a reason given here: Threadbox rejects by name what the test uses, the stand-ins leave
it out, or it is listed. A wrong result is never a reason.
"""

import fnmatch
import re

# --- what Threadbox itself says when it rejects something by name: the expression finds the line, the reason may use its groups.
REJECTIONS = [
    (r"ModuleNotFoundError: No module named '([\w.]+)'(?:: | ?\(Threadbox has)", "it imports `{0}`, which Threadbox does not have"),
    (r"(?:AttributeError|ImportError|NameError): .*: there are no processes in the sandbox", "it starts a process"),
    (r"ImportError: cannot import name '(mock)' from 'unittest'", "it imports `unittest.mock`, which Threadbox does not have"),
    (r"^(?:requires?|needs?) (?:the )?(_test\w*|get_recursion_depth|__getformat__)|^needs? _testcapi", "it needs a module that is CPython's own"),
    (r"No module named '(_\w+)'", "it imports `{0}`, which is CPython's own"),
    (r"(?:AttributeError|ImportError): module '\w+' has no attribute '\w+': Threadbox does not have it",
     "it uses a member of a module that is rejected by name"),
    (r"NameError: name '(\w+)' is not defined: Threadbox", "it uses a built-in name that is rejected by name"),
    (r"NotImplementedError: (Threadbox [^:\n]*)", "{0}"),
    (r"SyntaxError: (.*) (?:is|are) not supported by Threadbox", "it uses {0}"),
]

# --- names that docs/modules.md lists as not supported
UNSUPPORTED = {
    "math": "gamma lgamma",
    "random": "binomialvariate vonmisesvariate SystemRandom",
    "sys": "modules getrefcount getsizeof gettotalrefcount _getframe path meta_path",
    "gc": "get_objects get_referrers get_referents",
    "statistics": "NormalDist kde linear_regression",
    "contextlib": "AsyncExitStack asynccontextmanager aclosing AbstractAsyncContextManager",
    "re": "Scanner",
    "logging": "config",
    "threading": "_register_atexit _dangling",
    "os": "fork pipe kill waitpid urandom register_at_fork getpgid open close dup dup2 fdopen",
    "json": "tool",
}

SECOND = "it tests CPython's second implementation of a module, the one in Python"

# --- tests that are not run: they would pass for nothing
NOT_RUN = [
    ("*pickl* *.Pickl* *copyreg*", "it pickles objects"),
]

# --- tests by name, where the outcome does not show the reason
LISTED = [
    ("*.test_weakref_deleted test_threading_local.*.test_local_refs test_threading_local.*.test_cycle_collection "
     "test_queue.CSimpleQueueTest.test_references *.ThreadPoolExecutorTest.test_free_reference "
     "*.test_container_iterator test_exceptions.ExceptionTests.test*_cleanup* test_exceptions.ExceptionTests.testExceptionCleanupState "
     "test_generators.FinalizationTest.test_frame_resurrect test_generators.GeneratorCloseTest.test_close_releases_frame_locals "
     "test_descr.ClassPropertiesAndMethods.test_cycle_through_dict test_descr.ClassPropertiesAndMethods.test_weakrefs "
     "test_set.*.test_weakref",
     "it wants an object to be freed at once; here a weak reference keeps its object alive (docs/modules.md, `weakref`)"),
    ("test_threading.PyRLockTests.*", SECOND),
]


def rejection(detail):
    """The reason if what a test ended with is a rejection by name, else None."""
    for expression, reason in REJECTIONS:
        if found := re.search(expression, detail):
            return reason.format(*found.groups())
    for expression in (r"AttributeError: module '([\w.]+)' has no attribute '(\w+)'", r"ImportError: cannot import name '(\w+)' from '([\w.]+)'"):
        for found in re.finditer(expression, detail):
            module, name = found.groups() if expression.startswith("Attr") else reversed(found.groups())
            if name in UNSUPPORTED.get(module, "").split():
                return "it uses a name that docs/modules.md lists as not supported"
    return None


def not_run(test):
    """The reason why the test of this name is not even run, or None."""
    return find(NOT_RUN, test)


def listed(test):
    """The reason why the test of this name, which does not pass, does not apply, or None."""
    return find(LISTED, test)


def find(rules, test):
    for patterns, reason in rules:
        if any(fnmatch.fnmatchcase(test, pattern) for pattern in patterns.split()):
            return reason
    return None
