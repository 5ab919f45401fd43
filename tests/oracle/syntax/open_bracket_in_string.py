# python: 3.13
x = f"{(1"
print(
