# _thread's joinable handles, on which CPython's threading is built, and what else of _thread its own tests use.
import _thread, threading, time


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


ran = []
gate = threading.Event()
handle = _thread.start_joinable_thread(lambda: (gate.wait(), ran.append(_thread.get_ident())))
print(handle.is_done(), handle.ident != 0, repr(handle) == f"<_thread._ThreadHandle object: ident={handle.ident}>")
print(handle.join(0.01), handle.is_done())
gate.set()
print(handle.join(), handle.join(), handle.is_done(), ran == [handle.ident])

fresh = _thread._ThreadHandle()
print(fresh.ident, fresh.is_done(), fresh)
attempt(fresh.join)
attempt(fresh._set_done)
_thread.start_joinable_thread(lambda: None, handle=fresh)
attempt(lambda: _thread.start_joinable_thread(lambda: None, handle=fresh))
fresh.join()
attempt(lambda: _thread.start_joinable_thread(1))
attempt(lambda: _thread.start_joinable_thread(print, handle=1))

own, ready = [], threading.Event()


def join_itself():
    ready.wait()
    attempt(own[0].join)


own.append(_thread.start_joinable_thread(join_itself))
ready.set()
own[0].join()

done = _thread.start_joinable_thread(lambda: time.sleep(0.01))
done._set_done()
print(done.is_done(), done.join(), _thread.daemon_threads_allowed(), _thread._get_main_thread_ident() == threading.main_thread().ident)
waiting = threading.Event()
others = [threading.Thread(target=waiting.wait) for _ in range(3)]
for thread in others:
    thread.start()
print(_thread._count() >= 3, _thread.get_native_id() == threading.get_native_id())
waiting.set()
for thread in others:
    thread.join()
print(threading.active_count())
_thread.start_joinable_thread(lambda: (time.sleep(0.05), print("joined at the end")), daemon=False)
