# python: 3.13
d = {'a':}
