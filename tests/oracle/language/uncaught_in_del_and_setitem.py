items = {}
try:
    del items["a"]
except KeyError as error:
    print(error)
items["list"] = [1]
items["list"][3] = 5
