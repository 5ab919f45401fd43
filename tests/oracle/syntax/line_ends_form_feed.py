x = 1

if x:
    y = x
    print(y)
z = $
