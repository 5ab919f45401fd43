def inner(n):
    raise ValueError("bad " + str(n))

def outer():
    inner(3)

print("before")
outer()
