# python: 3.13
x = 'a'
print(x + 'b'=1)
