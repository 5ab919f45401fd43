# python: 3.13
print({**x for x in [{}]})
