# python: 3.13
x = 0xg
