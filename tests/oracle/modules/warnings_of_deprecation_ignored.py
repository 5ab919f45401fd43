import warnings, threading
warnings.filterwarnings("ignore", category=DeprecationWarning)
threading.currentThread()
warnings.warn("x", DeprecationWarning)
