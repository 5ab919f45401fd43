# python: 3.13
@property
x = 1
