import threading
ticks = []
done = threading.Event()
def tick():
    ticks.append(len(ticks))
    if len(ticks) < 3:
        threading.Timer(0.005, tick).start()
    else:
        done.set()
tick()
done.wait()
print(ticks)
