# python: 3.13
class C:
    return 1
