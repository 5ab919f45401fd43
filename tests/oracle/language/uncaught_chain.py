def load():
    return {}["key"]

try:
    load()
except KeyError as error:
    raise RuntimeError("no key") from error
