def gen():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")


for x in gen():
    print(x)
else:
    print("exhausted")
a, b = gen()
print(a, b)
first, *rest = gen()
print(first, rest)
