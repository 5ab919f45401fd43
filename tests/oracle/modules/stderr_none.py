# Without a sys.stderr nobody hears of what ends the program.
import sys
import threading


def fail():
    1 / 0


def run():
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


sys.stderr = None
run()
print("nothing")
sys.stdout, kept = None, sys.stdout
print("to nobody")
sys.stdout = kept
fail()
