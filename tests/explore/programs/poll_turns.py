# schedules 8, failing 0
import threading

turn = 0


def plays(me):
    global turn
    for _ in range(2):
        while turn != me:
            pass
        turn = 1 - me


threads = [threading.Thread(target=plays, args=(each,)) for each in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
