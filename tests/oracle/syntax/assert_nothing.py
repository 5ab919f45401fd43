# python: 3.13
assert
