# python: 3.13
x = [1,,2
y = 1
