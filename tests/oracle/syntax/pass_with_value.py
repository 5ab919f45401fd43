# python: 3.13
pass 1
