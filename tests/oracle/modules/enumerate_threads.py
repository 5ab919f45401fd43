import threading

gate = threading.Event()
threads = [threading.Thread(target=gate.wait, name=f"t{i}") for i in range(3)]
not_started = threading.Thread(target=gate.wait, name="idle")
for t in threads: t.start()
print(sorted(t.name for t in threading.enumerate()) if False else sorted([t.name for t in threading.enumerate()]))
print(threading.active_count())
gate.set()
for t in threading.enumerate():
    if t is not threading.current_thread():
        t.join()
print(threading.active_count(), [t.name for t in threading.enumerate()])
