def inner():
    raise ValueError("deep")


def middle():
    try:
        inner()
    except ValueError:
        print("passing on")
        raise


def outer():
    try:
        middle()
    except ValueError as error:
        raise error


outer()
