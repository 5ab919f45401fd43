import atexit
atexit.register(print, "still called")
raise ValueError("main fails")
