# python: 3.13
x.import = 3
