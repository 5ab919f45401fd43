# python: 3.13
print("a" "b" 3 4
