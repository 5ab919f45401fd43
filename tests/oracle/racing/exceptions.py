# One exception that several threads raise, chain, print and clear.
import threading
import traceback


def together(*works):
    """Runs them all at the same time."""
    gate = threading.Barrier(len(works))

    def run(work):
        gate.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


error = ValueError("shared")
strange = []


class Quiet:
    def write(self, text):
        pass


def throw():
    for i in range(500):
        try:
            raise error
        except ValueError as caught:
            caught.number = i
        try:
            try:
                raise error
            except ValueError:
                raise KeyError(i) from error
        except KeyError as key:
            try:
                raise error from key
            except ValueError:
                pass
        if i % 100 == 0:
            error.__traceback__ = None
            str(error), repr(error), error.args, error.__cause__, error.__context__
            error.args = (i,)
            error.add_note("note")
            traceback.print_exc(file=Quiet())


together(*[throw] * 4)
print(strange, type(error).__name__, isinstance(error.number, int))
