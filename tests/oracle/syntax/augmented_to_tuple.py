# python: 3.13
a = b = 1
(a, b) += 1
