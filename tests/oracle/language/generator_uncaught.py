def level_one():
    yield 1
    1 / 0


def level_two():
    yield from level_one()


for x in level_two():
    print(x)
