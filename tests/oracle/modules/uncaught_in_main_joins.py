import threading

go = threading.Event()
def late():
    go.wait()
    print("late")
threading.Thread(target=late).start()
try:
    raise ValueError("main fails")
finally:
    go.set()
