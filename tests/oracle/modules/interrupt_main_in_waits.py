# interrupt_main() is no signal: a wait goes on to its end, and KeyboardInterrupt comes then.
import _thread, queue, threading, time
from concurrent.futures import Future


def wait_in(name, wait, end):
    ended = False

    def interrupt():
        nonlocal ended
        time.sleep(0.1)  # Nothing tells that the main thread waits.
        _thread.interrupt_main()
        time.sleep(0.02)
        ended = True
        end()

    thread = threading.Thread(target=interrupt)
    result = None
    thread.start()
    try:
        result = wait(thread)
        print(name, "was not interrupted")
    except KeyboardInterrupt:
        print(name, ended, result)
    thread.join()


lock, event, items, future = threading.Lock(), threading.Event(), queue.Queue(), Future()
lock.acquire()
wait_in("lock", lambda thread: lock.acquire(), lock.release)
print(lock.locked())
wait_in("event", lambda thread: event.wait(), event.set)
wait_in("queue", lambda thread: items.get(), lambda: items.put(1))
print(items.qsize())
wait_in("future", lambda thread: future.result(), lambda: future.set_result(1))
wait_in("join", lambda thread: thread.join(), lambda: None)
wait_in("sleep", lambda thread: time.sleep(0.3), lambda: None)


def interrupt_at_the_end():
    time.sleep(0.1)
    _thread.interrupt_main()
    print("the last thread ends")


threading.Thread(target=interrupt_at_the_end).start()
