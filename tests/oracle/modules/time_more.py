import time

before = time.monotonic()
time.sleep(0)
time.sleep(0.001)
print(time.monotonic() - before >= 0.001, time.perf_counter() <= time.perf_counter(), type(time.time()), type(time.time_ns()), type(time.perf_counter_ns()), type(time.monotonic_ns()), time.sleep(False))
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.sleep(float("nan")), lambda: time.sleep(None)):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print(time.gmtime(0), time.gmtime(86400 * 365).tm_year, time.strftime("%Y-%m-%d %H:%M:%S %j %a %b %p %%", time.gmtime(1e9)), time.asctime(time.gmtime(1e9)))
