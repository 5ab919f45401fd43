# python: 3.13
y = f"{x:.2f"
