import threading

condition = threading.Condition()
value = 0

def raiser():
    global value
    for _ in range(5):
        with condition:
            value += 1
            condition.notify_all()

with condition:
    t = threading.Thread(target=raiser)
    t.start()
    print(condition.wait_for(lambda: value >= 5 and "five", 30))
t.join()
