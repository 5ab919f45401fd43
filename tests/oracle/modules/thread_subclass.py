import threading

class Worker(threading.Thread):
    def __init__(self, number, log):
        super().__init__(name=f"worker-{number}")
        self.number, self.log = number, log
        self.result = None

    def run(self):
        self.log.append(self.name)
        self.result = self.number ** 2

log = []
workers = [Worker(i, log) for i in range(4)]
for w in workers: w.start()
for w in workers: w.join()
print(sorted(log), [w.result for w in workers])
w = Worker(9, log)
w.run()
print(w.result, w.is_alive(), w.ident)
