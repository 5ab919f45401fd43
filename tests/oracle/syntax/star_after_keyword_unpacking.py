# python: 3.13
print(**{"sep": "x"}, *[1, 2])
