def resource():
    print("open")
    try:
        yield 1
        yield 2
    finally:
        print("closed")


r = resource()
print(next(r))
print(r.close())
print(list(r))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
resource().close()
