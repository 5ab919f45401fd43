import sys

sys.excepthook = lambda kind, value, tb: print("asked", kind, value)
raise KeyboardInterrupt("x")
