import time

t = time.gmtime(0)
print(t, t.tm_year, t[0], tuple(t), len(t))
for seconds in (1, 951782400, 1709210096, 1735689599, 4102444800):
    t = time.gmtime(seconds)
    print(time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %y %p %I %d/%m %%", t), time.asctime(t))
print(time.strftime("%H:%M", time.struct_time((2024, 2, 29, 12, 5, 0, 3, 60, 0))))
print(time.process_time() >= 0, time.time() <= time.time(), type(time.localtime()).__name__)
