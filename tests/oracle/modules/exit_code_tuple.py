import sys
import threading


def exit_now():
    try:
        sys.exit(4)
    finally:
        print("finally runs")


print("before")
raise SystemExit(2, 3)
print("after")
