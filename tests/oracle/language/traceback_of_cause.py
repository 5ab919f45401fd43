def load():
    return {}["config"]


def start():
    try:
        load()
    except KeyError as error:
        raise RuntimeError("cannot start") from error


start()
