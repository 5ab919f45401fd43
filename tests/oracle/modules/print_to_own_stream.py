import sys

class Lines:
    def __init__(self): self.lines = []
    def write(self, text): self.lines.append(text)
    def flush(self): pass
lines = Lines()
print("a", 1, [2], sep="-", end="!", file=lines)
old, sys.stdout = sys.stdout, lines
print("captured")
sys.stdout = old
print("".join(lines.lines))
