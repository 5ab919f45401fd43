import threading

def forever():
    try:
        threading.Event().wait()
    finally:
        print("never printed")
threading.Thread(target=forever, daemon=True).start()
print("main ends")
