# unittest: the assertions and their messages.
import logging
import unittest
import warnings


class Case(unittest.TestCase):
    def runTest(self):
        pass


t = Case()


def fails(name, *arguments, **keywords):
    try:
        getattr(t, name)(*arguments, **keywords)
        print(name, "holds")
    except AssertionError as error:
        print(name, "::", error)
    except Exception as error:
        print(name, "!!", type(error).__name__, error)


fails("assertEqual", 1, 2)
fails("assertEqual", 1, 2, "a message")
fails("assertEqual", 1, 1.0)
fails("assertEqual", "abc", "abd")
fails("assertEqual", "one\ntwo\nthree\n", "one\ntoo\nthree\nfour\n")
fails("assertEqual", "a", "")
fails("assertEqual", [1, 2, 3], [1, 5, 3])
fails("assertEqual", [1, 2, 3], [1, 2])
fails("assertEqual", (1,), (1, 2, 3), msg="tuples")
fails("assertEqual", {"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
fails("assertEqual", {1, 2}, {2, 3})
fails("assertEqual", frozenset("a"), frozenset("b"))
fails("assertEqual", [1], (1,))
fails("assertEqual", list(range(40)), list(range(41)))
fails("assertEqual", "x" * 100 + "a" + "y" * 50, "x" * 100 + "b" + "y" * 50)
fails("assertEqual", "x" * 200, "z" * 200)
fails("assertEqual", ["first line", "second line", "third line"] * 3, ["first line", "second lime", "third line"] * 3)
fails("assertEqual", {"key": "a long text " * 8, "other": [1, 2, 3]}, {"key": "a long text " * 8, "other": [1, 3, 2]})
fails("assertNotEqual", 1, 1)
fails("assertTrue", 0)
fails("assertFalse", [1], "list")
fails("assertIs", [], [])
fails("assertIsNot", None, None)
fails("assertIsNone", 5)
fails("assertIsNotNone", None)
fails("assertIn", 1, [2])
fails("assertNotIn", 1, [1])
fails("assertIsInstance", 1, str)
fails("assertNotIsInstance", 1, (int, str))
fails("assertAlmostEqual", 1.0, 1.1)
fails("assertAlmostEqual", 1.0, 1.00000001)
fails("assertAlmostEqual", 1, 2, delta=0.5)
fails("assertAlmostEqual", 1, 2, places=3, delta=0.5)
fails("assertNotAlmostEqual", 1.0, 1.0)
fails("assertNotAlmostEqual", 1.0, 1.2, delta=0.5)
for name, pair in (("Greater", (1, 2)), ("GreaterEqual", (1, 2)), ("Less", (2, 1)), ("LessEqual", (2, 1))):
    fails("assert" + name, *pair)
    fails("assert" + name, *reversed(pair))
fails("assertCountEqual", [1, 2, 2], [2, 1, 1])
fails("assertCountEqual", [1, 2], [2, 1])
fails("assertCountEqual", [[1], 2], [2, [3]])
fails("assertSequenceEqual", [1], (2,))
fails("assertListEqual", [1], (1,))
fails("assertDictEqual", {}, [])
fails("assertMultiLineEqual", "a\n", "b\n")
fails("assertRegex", "text", "ex")
fails("assertRegex", "text", "zz")
fails("assertNotRegex", "text", "zz")
fails("fail", "reason")
fails("assertRaises", ValueError, int, "5")
fails("assertRaises", ValueError, int, "x")
fails("assertRaises", (KeyError, IndexError), lambda: 1)
fails("assertRaises", 5, int)
fails("assertRaisesRegex", ValueError, "literal", int, "x")
fails("assertRaisesRegex", ValueError, "nothing", int, "x")
try:
    with t.assertRaises(KeyError, msg="no key"):
        pass
except AssertionError as error:
    print(error)
with t.assertRaises(ZeroDivisionError) as caught:
    1 / 0
print(repr(caught.exception))
try:
    with t.assertRaises(KeyError):
        raise ValueError("other")
except ValueError as error:
    print("passes through", error)
with t.assertWarns(UserWarning) as warned:
    warnings.warn("careful")
print(warned.warning, warned.lineno)
fails("assertWarns", UserWarning, lambda: None)
with t.assertLogs("app", level="INFO") as logs:
    logging.getLogger("app").warning("one %s", 1)
    logging.getLogger("app").debug("two")
print(logs.output, len(logs.records))
try:
    with t.assertLogs("app"):
        pass
except AssertionError as error:
    print(error)
t.longMessage = False
fails("assertEqual", 1, 2, "only this")
t.maxDiff = None
fails("assertEqual", [f"line {i}" for i in range(30)], [f"line {i + (i == 7)}" for i in range(30)])
