import threading
t = threading.Thread(target=print, args=("once",))
t.run()
try:
    t.run()
except AttributeError as error:
    print(type(error).__name__, str(error).startswith("'Thread' object has no attribute"))
