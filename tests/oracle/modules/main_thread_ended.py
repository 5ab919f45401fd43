# The main thread, seen by threads that outlive its code.
# compare: exact
import atexit
import threading
import time

main = threading.main_thread()
ident = main.ident
ends = threading.Event()


def daemon():
    main.join()


def later():
    ends.wait()
    print("before", main.is_alive())
    main.join()
    watcher.join()
    print("after", main.is_alive(), main.daemon, main.ident == ident, main.name)
    main.join(5)
    main.join(0)
    print(repr(main).split(" ")[1], threading.main_thread() is main)
    print([thread.name for thread in threading.enumerate() if not thread.daemon], threading.active_count())
    for call in (main.start, lambda: setattr(main, "daemon", True)):
        try:
            call()
        except RuntimeError as error:
            print(error)
    child = threading.Thread(target=lambda: print("child", main.is_alive()))
    child.start()
    child.join()
    main.name = "old main"
    print(main.name)


@atexit.register
def at_exit():
    print("at exit", main.is_alive(), threading.current_thread() is main)
    try:
        main.join()
    except RuntimeError as error:
        print(error)


watcher = threading.Thread(target=daemon, daemon=True, name="d")
watcher.start()
threading.Thread(target=later, name="later").start()
print("main ends", main.is_alive())
ends.set()
time.sleep(0.05)
