def add(a, b):
    return a + b


def run():
    result = add(1,
                 "2")
    return result


try:
    run()
except TypeError as error:
    tb = error.__traceback__
    while tb:
        print(tb.tb_lineno)
        tb = tb.tb_next


class Thing:
    def __init__(self, value):
        self.value = int(
            value
        )


try:
    Thing("x")
except ValueError as error:
    tb = error.__traceback__
    while tb:
        print(tb.tb_lineno)
        tb = tb.tb_next
