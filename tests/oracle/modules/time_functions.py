import time

a, b = time.monotonic(), time.perf_counter()
time.sleep(0.01)
print(time.monotonic() - a >= 0.009, time.perf_counter() - b >= 0.009, time.time() > 1.6e9, time.time_ns() > 10**18)
print(type(time.perf_counter_ns()).__name__, type(time.monotonic_ns()).__name__)
for bad in (-1, "x"):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
