# python: 3.13
x = {1: *a}
