class Broken:
    first = 1
    second = first / 0
