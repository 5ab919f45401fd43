import time

for text, format in (("2024-03-01 10:20:30", "%Y-%m-%d %H:%M:%S"), ("01 Mar 24", "%d %b %y"), ("Thu Jan  1 00:00:00 1970", "%a %b %d %H:%M:%S %Y"), ("3PM", "%I%p"), ("12 AM", "%I %p")):
    print(tuple(time.strptime(text, format)))
print(tuple(time.strptime("Thu Jan 01 00:00:00 1970")), time.strftime("%d.%m.%Y", time.strptime("5/6/2021", "%d/%m/%Y")))
for wrong in (lambda: time.strptime("x", "%Y"), lambda: time.strptime("2024-1", "%Y"), lambda: time.strptime("25", "%H"), lambda: time.strptime(3, "%Y"), lambda: time.strptime("a", "%")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
