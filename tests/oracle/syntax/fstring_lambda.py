# python: 3.13
print(f"{lambda x: 1}")
