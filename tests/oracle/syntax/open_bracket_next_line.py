# python: 3.13
print("hi"
for i in range(3):
    print(i)
