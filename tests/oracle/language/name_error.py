def f():
    print(undefined_thing)

try:
    f()
except NameError as error:
    print(error)
def g():
    print(x)
    x = 1
try:
    g()
except UnboundLocalError as error:
    print(error)
