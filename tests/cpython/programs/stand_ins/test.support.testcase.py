# Stands in for CPython's test.support.testcase.

from math import copysign, isnan


class ExceptionIsLikeMixin:
    def assertExceptionIsLike(self, exc, template):
        if exc is None or template is None:
            self.assertIs(exc, template)
            return
        if not isinstance(exc, ExceptionGroup):
            self.assertEqual((exc.__class__, exc.args[0]), (template.__class__, template.args[0]))
            return
        self.assertEqual((exc.message, len(exc.exceptions)), (template.message, len(template.exceptions)))
        for one, other in zip(exc.exceptions, template.exceptions):
            self.assertExceptionIsLike(one, other)


class FloatsAreIdenticalMixin:
    def assertFloatsAreIdentical(self, x, y):
        if isnan(x) and isnan(y):
            return
        if x != y or copysign(1.0, x) != copysign(1.0, y):
            self.fail(f"floats {x!r} and {y!r} are not identical")


class ComplexesAreIdenticalMixin(FloatsAreIdenticalMixin):
    def assertComplexesAreIdentical(self, x, y):
        self.assertFloatsAreIdentical(x.real, y.real)
        self.assertFloatsAreIdentical(x.imag, y.imag)
