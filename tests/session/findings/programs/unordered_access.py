# finds: unordered-access
# runs: explored
import threading

settings = None


def load():
    global settings
    settings = "loaded"


thread = threading.Thread(target=load, name="loader")
thread.start()
print(settings)
thread.join()
