# finds: hint misuse
import threading

slots = threading.Semaphore(2)
slots.release()
never = threading.Thread(target=print)
