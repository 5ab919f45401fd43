import threading

def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)
threading.excepthook = hook
def bad(): raise ValueError("oops")
def leave(): raise SystemExit
t = threading.Thread(target=bad, name="bad"); t.start(); t.join()
t = threading.Thread(target=leave, name="leave"); t.start(); t.join()
threading.excepthook = threading.__excepthook__
t = threading.Thread(target=bad, name="again"); t.start(); t.join()
print("end")
