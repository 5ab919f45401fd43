def careful():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            print("handled", error)
            yield "recovered"
        except KeyError:
            return


g = careful()
print(next(g))
print(g.throw(ValueError("bad")))
print(next(g))
try:
    g.throw(KeyError)
except StopIteration:
    print("ended")
g = careful()
try:
    g.throw(ZeroDivisionError("before the start"))
except ZeroDivisionError as error:
    print(error)
print(list(g))
