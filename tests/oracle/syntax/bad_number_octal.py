# python: 3.13
x = 0o8
