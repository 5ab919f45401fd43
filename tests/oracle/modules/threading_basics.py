import threading

def worker(number, word="none"):
    results.append((number, word, threading.current_thread().name))

results = []
threads = [threading.Thread(target=worker, args=(i,), kwargs={"word": "w%d" % i}) for i in range(5)]
for t in threads:
    print(t.name, t.is_alive(), t.daemon, t.ident)
    t.start()
    t.join()
    print(t.is_alive(), t.ident is not None)
print(results)
print(threading.main_thread().name, threading.current_thread() is threading.main_thread(), threading.active_count())
