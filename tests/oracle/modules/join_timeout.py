import threading

gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()
print(t.join(0.01), t.is_alive())
gate.set()
print(t.join(), t.is_alive(), t.join(5))
