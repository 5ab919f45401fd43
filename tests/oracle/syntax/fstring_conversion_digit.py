# python: 3.13
print(f"{x!3}")
