# python: 3.13
for i range(3):
    pass
