def f(a, b=2, *rest, key, last=5, **more):
    return (a, b, rest, key, last, more)

print(f(1, key=3), f(1, 9, 8, 7, key=3, other=4), f(*[1, 2], **{"key": 0}))

def counter():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    return add

add = counter(); add(2); print(add(3))
print((lambda x, y=1: x + y)(4), (lambda *a: a)(1, 2))

def defaults(x, acc=[]):
    acc.append(x)
    return acc

print(defaults(1), defaults(2))

def positional(a, /, b, *, c):
    return a + b + c

print(positional(1, b=2, c=3))
total = 0
def change():
    global total
    total = 7
change(); print(total)

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(15), f.__name__, (lambda: 0).__name__, counter.__name__)
