import threading

for target, args, names in ((5, (), {}), (lambda: 0, (1,), {}), (print, ("a", "b"), {"sep": "-"}), (lambda x, y=0: print(x, y), (1,), {"y": 2}), (len, (5,), {})):
    thread = threading.Thread(target=target, args=args, kwargs=names, name="T")
    thread.start()
    thread.join()
