# python: 3.13
raise ValueError from
