import threading


def nothing():
    pass


thread = threading.Thread(target=nothing, name="first")
print(thread.name, thread.daemon, thread.ident, thread.native_id, thread.is_alive(), repr(thread))
thread.name = 5
thread.daemon = True
print(thread.name, thread.daemon, thread.isDaemon() if False else thread.daemon)
thread.start()
thread.join()
print(thread.is_alive(), type(thread.ident).__name__, thread.ident == thread.native_id or True)
for make in (lambda: threading.Thread(target=nothing), lambda: threading.Thread(), lambda: threading.Thread(target=lambda: 0), lambda: threading.Thread(target=print), lambda: threading.Thread(target=nothing, name="own"), lambda: threading.Timer(1, nothing)):
    print(make().name)


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker-{n}", daemon=False)
        self.n, self.result = n, None

    def run(self):
        self.result = self.n ** 2


workers = [Worker(n) for n in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print([worker.result for worker in workers], [worker.name for worker in workers])
main = threading.main_thread()
print(main is threading.current_thread(), main.name, main.is_alive(), main.daemon, threading.active_count(), threading.enumerate() == [main], threading.get_ident() == main.ident)
for bad in (lambda: thread.start(), lambda: threading.Thread(group=1), lambda: threading.Thread(target=nothing).join(), lambda: main.join(), lambda: setattr(main, "daemon", True), lambda: threading.Thread(5, nothing), lambda: threading.Thread(nothing, args=(1,)), lambda: threading.Thread(target=5, args=5), lambda: threading.Thread(zzz=1), lambda: threading.Thread(target=nothing, daemon="yes").daemon):
    try:
        print(bad())
    except (RuntimeError, AssertionError, TypeError) as error:
        print(type(error).__name__, error)
