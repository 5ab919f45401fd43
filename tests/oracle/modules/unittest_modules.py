# Fixtures of a module, and context managers that are entered for a module, a class, a test.
import contextlib
import sys
import unittest


@contextlib.contextmanager
def told(name):
    print("enter", name)
    yield name
    print("leave", name)


def setUpModule():
    print("set up", unittest.enterModuleContext(told("module")))
    unittest.addModuleCleanup(print, "cleaned", end="!\n")


def tearDownModule():
    print("tear down")


class First(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class", cls.enterClassContext(told("class")))

    def test_one(self):
        print("test", self.enterContext(told("test")))

    def test_two(self):
        with self.assertRaises(TypeError) as caught:
            self.enterContext(3)
        print(caught.exception)


class Second(unittest.TestCase):
    def test_three(self):
        print("three")


def run(*cases):
    result = unittest.TestResult()
    unittest.TestSuite([unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in cases]).run(result)
    print(result.testsRun, [(str(test), text.splitlines()[-1]) for test, text in result.errors + result.skipped], result.failures)


run(First, Second)


def setUpModule():
    print("fails")
    unittest.addModuleCleanup(print, "cleaned after failure")
    1 / 0


run(First, Second)


def setUpModule():
    raise unittest.SkipTest("not today")


run(First, Second)


def setUpModule():
    unittest.addModuleCleanup(lambda: 1 / 0)


run(Second)
unittest.doModuleCleanups()
