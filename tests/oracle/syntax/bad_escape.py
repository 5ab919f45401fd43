# python: 3.13
x = '\x4'
