import threading

def bad():
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("second") from error

t = threading.Thread(target=bad, name="chained")
t.start(); t.join()
