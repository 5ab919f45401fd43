# Memory that runs out while an uncaught exception is told of: with a cause, notes, a __str__ of its own, in a thread and at the end.
import threading


class Special(Exception):
    def __str__(self):
        return "special " + ", ".join(str(arg) for arg in self.args)


def fail(depth):
    if depth > 0:
        return fail(depth - 1)
    try:
        {}["missing"]
    except KeyError as error:
        problem = Special("one", 2, [3])
        problem.add_note("a note")
        raise problem from error


thread = threading.Thread(target=fail, args=(3,), name="failing")
thread.start()
thread.join()
print("joined")
fail(4)
