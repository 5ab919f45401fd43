# python: 3.13
except ValueError:
    pass
