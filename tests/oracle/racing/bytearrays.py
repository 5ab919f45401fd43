# One bytearray grows, shrinks and is read by several threads: no octet is lost or made up.
import threading


def together(*works):
    """Runs them all at the same time."""
    gate = threading.Barrier(len(works))

    def run(work):
        gate.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


data = bytearray()
strange = []


def grow(octet):
    def work():
        for i in range(1000):
            data.append(octet)
            data.extend(bytes([octet]) * 3)
    return work


def look():
    for i in range(1000):
        part = bytes(data)
        if part.strip(b"abc"):
            strange.append(part)
        if data and data[0] not in b"abc":
            strange.append(data[0])
        data.find(b"ab"), data[-5:], data == part, data.hex(), sum(data[:9]), len(data)


together(grow(97), grow(98), grow(99), look)
print(len(data), data.count(b"a"), data.count(98), data.count(b"c"), strange)


def shrink():
    for i in range(3000):
        data.pop()


together(shrink, shrink, look)
print(len(data))
view = memoryview(data)


def change():
    for i in range(2000):
        view[i % 100] = 97
        data[i % 50:i % 50 + 1] = b"b"


together(change, change, look)
print(len(data), strange)
