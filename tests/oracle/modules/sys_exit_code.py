import sys
import threading
t = threading.Thread(target=sys.exit, args=(9,))
t.start(); t.join()
sys.exit(7)
