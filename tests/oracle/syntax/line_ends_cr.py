x = '''ab
c'''def f():  return 1 / 0print(repr(x))print(1 + \  2)f()