# finds: nothing
# A Lock that another thread releases is a signal, not a fault.
import threading

done = threading.Lock()
done.acquire()
t = threading.Thread(target=done.release)
t.start()
done.acquire()
t.join()
