# python: 3.13
None = 3
