def echo():
    received = None
    while True:
        received = yield received
        print("received", received)


e = echo()
print(e.send(None))
print(e.send(1), e.send("two"))
fresh = echo()
try:
    fresh.send(5)
except TypeError as error:
    print(error)
