import threading
t = threading.Thread(target=print, name="a")
t.setName("b"); t.setDaemon(True)
print(t.getName(), t.isDaemon(), threading.activeCount(), threading.currentThread().getName(), threading.Event().isSet())
