class Robot:
    def walk(self):
        pass


def go():
    try:
        Robot().wakl()
    except AttributeError:
        raise RuntimeError("cannot walk")


go()
