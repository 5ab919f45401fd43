# compare: invariant
# invariant: "went on" in out and code == 0
# invariant: "the hook fails" in err
import threading


def bad_hook(args):
    raise RuntimeError("the hook fails")


threading.excepthook = bad_hook


def fails():
    raise KeyError("original")


thread = threading.Thread(target=fails)
thread.start()
thread.join()
print("went on")
