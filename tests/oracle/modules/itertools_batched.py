# python: 3.13
import itertools
print(list(itertools.batched("abcdefg", 3)))
try:
    list(itertools.batched("abcd", 3, strict=True))
except ValueError as error:
    print(error)
