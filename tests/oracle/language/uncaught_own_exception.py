class Failure(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return f"failed with {self.code}"


class Outer:
    class Nested(Failure):
        pass


def run():
    raise Outer.Nested(12)


run()
