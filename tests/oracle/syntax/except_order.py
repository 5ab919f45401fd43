# python: 3.13
try:
    pass
except:
    pass
except ValueError:
    pass
