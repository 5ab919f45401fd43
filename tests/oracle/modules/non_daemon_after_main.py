import threading

gate = threading.Event()
def late():
    gate.wait()
    print("late")
threading.Thread(target=late).start()
print("main ends")
gate.set()
