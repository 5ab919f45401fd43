# schedules 2, failing 0
import threading

flag = False


def sets():
    global flag
    flag = True


thread = threading.Thread(target=sets)
thread.start()
while not flag:
    pass
thread.join()
