# The operators of views with what is no set.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


t(lambda: {}.keys() | 1)
t(lambda: 1 | {}.keys())
t(lambda: {}.keys() & [1])
t(lambda: {}.items() - 1)
t(lambda: {}.values() | {})
t(lambda: {}.keys() ^ None)
t(lambda: {1: [2]}.items() == {1: [2]}.items())
t(lambda: {1: [2]}.items() == {1: [3]}.items())
t(lambda: (1, [2]) in {1: [2]}.items())
t(lambda: (1, 2, 3) in {1: [2]}.items())
t(lambda: 1 in {1: [2]}.items())
t(lambda: ([], 1) in {1: [2]}.items())
t(lambda: {1: 2}.items() == {(1, 2)})
t(lambda: {(1, 2)} == {1: 2}.items())
