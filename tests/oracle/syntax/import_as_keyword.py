# python: 3.13
import threading as if
