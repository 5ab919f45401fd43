# getstate() and setstate(), by which numbers come again, and seeds and results that are bytes.
import random

random.seed(7)
state = random.getstate()
print(state[0], len(state[1]), state[1][:3], state[1][-1], state[2])
first = [random.random() for _ in range(3)] + [random.gauss(0, 1), random.randrange(10**30)]
print(random.getstate()[1][-1], random.getstate()[2])
random.setstate(state)
print(first == [random.random() for _ in range(3)] + [random.gauss(0, 1), random.randrange(10**30)])
other = random.Random()
other.setstate(random.getstate())
print(other.random() == random.random(), other.getstate() == random.getstate())
for seed in (b"bytes", bytearray(b"bytes"), "bytes", b"", 0):
    random.seed(seed)
    print(random.random(), random.randbytes(7), random.randbytes(0))
for wrong in ((4, (), None), (3, [], None), (3, (1,), None), (3, (0,) * 624 + (625,), None)):
    try:
        random.setstate(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
