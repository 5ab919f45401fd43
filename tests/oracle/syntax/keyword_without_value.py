# python: 3.13
f(1, x=)
