import sys
import threading


def exit_now():
    try:
        sys.exit(4)
    finally:
        print("finally runs")


print("before")
threading.Thread(target=sys.exit, args=(9,)).start()
print("after")
