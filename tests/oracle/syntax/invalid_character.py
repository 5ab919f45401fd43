# python: 3.13
x = 5 € 3
