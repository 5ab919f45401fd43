# python: 3.13
# What ends a thread, and the program, goes to the sys.stderr of that moment, piece by piece.
import sys
import threading


class Pieces:
    def __init__(self):
        self.kept = []

    def write(self, text):
        self.kept.append(text)

    def flush(self):
        self.kept.append("flush")


def fail():
    raise ValueError("told")


def shown(pieces):
    """Without the frames of other files."""
    text = "".join(piece for piece in pieces.kept if piece != "flush")
    lines = text.splitlines()
    return [line for line in lines if not line.startswith("  ")]


pieces = sys.stderr = Pieces()
thread = threading.Thread(target=fail)
thread.start()
thread.join()
sys.stderr = sys.__stderr__
print(shown(pieces))
print(pieces.kept[:4], pieces.kept[-4:])

# Replaced when the thread ends, not when it is made.
thread = threading.Thread(target=fail, name="late")
pieces = sys.stderr = Pieces()
thread.start()
thread.join()
sys.stderr = None
before = len(pieces.kept)
thread = threading.Thread(target=lambda: None)
sys.stderr = sys.__stderr__
print(shown(pieces)[0], len(pieces.kept) == before)


class Failing:
    def write(self, text):
        raise OSError("cannot write")

    def flush(self):
        pass


sys.stderr = Failing()
thread = threading.Thread(target=lambda: print("a", file=sys.stderr), name="failing")
sys.stderr = Pieces()
thread.start()
thread.join()
print("end")


class Last(Pieces):
    def flush(self):
        print([piece for piece in self.kept if "File" not in piece])
        self.kept = []


sys.stderr = Last()
fail()
