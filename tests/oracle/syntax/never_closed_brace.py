# python: 3.13
d = {'a': 1,
     'b': 2
