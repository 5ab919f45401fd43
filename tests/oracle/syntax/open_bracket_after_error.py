# python: 3.13
x = = 1
y = (1
