# unittest: the loader, fixtures, skips, subtests, and what the runner reports.
import io
import unittest

order = []


class Fixtures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        order.append("class up")

    @classmethod
    def tearDownClass(cls):
        order.append("class down")

    def setUp(self):
        order.append(f"up {self._testMethodName}")
        self.addCleanup(order.append, f"cleanup {self._testMethodName}")

    def tearDown(self):
        order.append("down")

    def test_b(self):
        """Has a first line.

        And more."""
        order.append("b")
        self.assertEqual(1, 1)

    def test_a(self):
        order.append("a")
        self.fail("on purpose")

    def test_c(self):
        raise KeyError("c")

    @unittest.skip("not now")
    def test_d(self):
        order.append("never")

    @unittest.skipIf(True, "always")
    def test_e(self):
        order.append("never")

    @unittest.expectedFailure
    def test_f(self):
        self.assertTrue(False)

    @unittest.expectedFailure
    def test_g(self):
        pass

    def test_h(self):
        for i in range(4):
            with self.subTest("even", i=i):
                self.assertEqual(i % 2, 0)

    def test_i(self):
        self.skipTest("inside")

    @unittest.skipUnless(True, "no")
    def test_j(self):
        with self.subTest(i=1):
            with self.subTest(j=2):
                self.assertIn(1, [])


@unittest.skip("the whole class")
class Skipped(unittest.TestCase):
    def test_x(self):
        order.append("never")


class BrokenClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("set up")

    def test_x(self):
        order.append("never")


class BrokenSetUp(unittest.TestCase):
    def setUp(self):
        raise ValueError("set up")

    def test_x(self):
        order.append("never")


def shown(text):
    """The report without what depends on the time and on the text of frames."""
    return "\n".join(line for line in text.split("\n") if not line.startswith((" ", "Ran")) or " ... " in line)


def run(verbosity, *classes, **options):
    stream = io.StringIO()
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(cls) for cls in classes)
    result = unittest.TextTestRunner(stream=stream, verbosity=verbosity, **options).run(suite)
    print(shown(stream.getvalue()))
    return result


result = run(1, Fixtures, Skipped, BrokenClass, BrokenSetUp)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), len(result.unexpectedSuccesses), result.wasSuccessful())
print([str(test) for test, text in result.failures], [test.id() for test, text in result.errors], [(str(test), why) for test, why in result.skipped])
print(order)
run(2, Fixtures, Skipped)
run(0, Fixtures, failfast=True)


class Fine(unittest.TestCase):
    def test_one(self):
        self.assertIsNone(None)

    def runTest(self):
        pass


print(run(1, Fine).wasSuccessful(), unittest.TestSuite([Fine("test_one"), Fine()]).countTestCases(), Fine("test_one"), repr(Fine("test_one")), Fine("test_one") == Fine("test_one"), Fine().shortDescription(), unittest.defaultTestLoader.getTestCaseNames(Fine))
print(unittest.FunctionTestCase(lambda: None, description="a function").shortDescription(), unittest.TestLoader().loadTestsFromName("Fine.test_one", module=__import__("__main__") if False else None) if False else "")
try:
    Fine("missing")
except ValueError as error:
    print(error)
