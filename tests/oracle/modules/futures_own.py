from concurrent.futures import Future, CancelledError, InvalidStateError, TimeoutError

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", str(error)[:12])

f = Future()
attempt(lambda: f.result(timeout=0.01))
f.add_done_callback(lambda future: print("called with", future.result()))
f.set_result(5)
f.add_done_callback(lambda future: print("called at once"))
attempt(f.result)
attempt(lambda: f.set_result(6))
attempt(f.cancel)
g = Future()
print(g.cancel(), g.cancelled(), g.done(), g.cancel())
attempt(g.result)
attempt(g.exception)
h = Future()
print(h.set_running_or_notify_cancel(), h.running(), h.cancel())
h.set_exception(ValueError("v"))
attempt(h.result)
print(repr(f).split(" ", 3)[3], repr(g).split(" ", 3)[3], repr(h).split(" ", 3)[3], repr(Future()).split(" ", 3)[3])
