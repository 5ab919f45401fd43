# python: 3.13
a = 1
a + 1 = 2
