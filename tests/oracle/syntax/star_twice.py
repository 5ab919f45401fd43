# python: 3.13
*a, *b = [1, 2]
