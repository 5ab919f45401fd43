def leaf(catches):
    while True:
        try:
            print("leaf got", (yield "leaf"))
        except catches as error:
            print("leaf caught", repr(error))
            yield "after"


def middle(catches):
    try:
        yield from leaf(catches)
    except LookupError as error:
        print("middle caught", repr(error))
        return "from middle"


def top(catches):
    try:
        print("top got", (yield from middle(catches)))
        yield "end of top"
    finally:
        print("top ends")


for thrown in (ValueError("v"), KeyError("k"), TypeError("t")):
    it = top(ValueError)
    print(next(it))
    print(it.send(5))
    try:
        print(it.throw(thrown))
        print(next(it))
        print(it.send(6))
        print(next(it))
    except StopIteration:
        print("stopped")
    except TypeError as error:
        print("uncaught", repr(error))
    it.close()
