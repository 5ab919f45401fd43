# A sys.stdout of the program's own is flushed once more at the end.
import sys


class Kept:
    def __init__(self):
        self.texts = []

    def write(self, text):
        self.texts.append(text)

    def flush(self):
        sys.__stdout__.write(f"{len(self.texts)} kept\n")


sys.stdout = Kept()
print("a", "b")
