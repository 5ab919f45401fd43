# finds: nothing
# runs: explored
import threading

settings = None


def load():
    global settings
    settings = "loaded"


thread = threading.Thread(target=load, name="loader")
thread.start()
thread.join()
print(settings)
