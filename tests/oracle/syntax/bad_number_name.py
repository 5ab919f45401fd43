# python: 3.13
x = 12abc
