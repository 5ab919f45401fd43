import threading

for name, make in (("Lock", threading.Lock), ("RLock", threading.RLock)):
    lock = make()
    print(name, lock.acquire(), lock.release(), lock.acquire(True), lock.release(), lock.acquire(blocking=True, timeout=1), lock.release(), lock.acquire(timeout=-1), lock.release(), lock.acquire(False, -1), lock.release())
    with lock as entered:
        print(entered, repr(lock).split(" at ")[0].split(" owner")[0])
    for bad in (lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2), lambda: lock.release(), lambda: lock.acquire(timeout=1e11), lambda: lock.acquire(timeout=float("nan"))):
        try:
            print(bad())
        except (ValueError, RuntimeError, OverflowError, TypeError, AttributeError) as error:
            print(type(error).__name__, error)
    lock = make()
    lock.acquire()
    results = []
    thread = threading.Thread(target=lambda: results.extend([lock.acquire(False), lock.acquire(timeout=0.001)]))
    thread.start()
    thread.join()
    print(results)
    try:
        thread = threading.Thread(target=lambda: lock.release())
        thread.start()
        thread.join()
        print(lock.acquire(False))
    except RuntimeError as error:
        print(error)
print(isinstance(threading.Lock(), type(threading.Lock())), threading.Lock().locked(), hasattr(threading.RLock(), "_is_owned"))
