# python: 3.13
x = 1.5
print("a", f"{x:.2f", [1])
