# python: 3.13
print([i := 0 for i in range(3)])
