import threading


def work():
    counter = 1
    print(conter)


thread = threading.Thread(target=work)
thread.start()
thread.join()
threading.Thread(target=lambda: threading.curent_thread()).start()
