import _thread
import threading

done = threading.Event()
seen = []
def worker():
    seen.append(threading.active_count())
    me = threading.current_thread()
    seen.append((me.name, me.daemon, type(me).__name__, me.is_alive()))
    seen.append(threading.active_count())
    done.set()
_thread.start_new_thread(worker, ())
done.wait()
print(seen, threading.Thread().name)
