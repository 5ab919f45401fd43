import sys
import threading


def exit_now():
    try:
        sys.exit(4)
    finally:
        print("finally runs")


print("before")
sys.exit(True)
print("after")
