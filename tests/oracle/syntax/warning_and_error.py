# python: 3.13
x = "\d"
y = "a" is x
return x
