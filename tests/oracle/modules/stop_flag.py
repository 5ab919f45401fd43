import threading
class Stoppable(threading.Thread):
    def __init__(self):
        super().__init__()
        self._halt = threading.Event()
        self.rounds = 0
    def stop(self): self._halt.set()
    def run(self):
        while not self._halt.wait(0.001): self.rounds += 1
t = Stoppable(); t.start(); t.stop(); t.join()
print(t.is_alive(), t.rounds >= 0)
