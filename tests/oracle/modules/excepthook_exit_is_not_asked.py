import sys

sys.excepthook = print
sys.exit("bye")
