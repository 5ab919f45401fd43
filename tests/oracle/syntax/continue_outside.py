# python: 3.13
class C:
    continue
