# python: 3.13
from threading import
