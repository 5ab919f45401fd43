def attempt(function):
    try:
        function()
    except (KeyError, IndexError) as error:
        print("lookup", type(error).__name__, error)
    except ArithmeticError as error:
        print("arithmetic", error)
    except Exception as error:
        print("other", type(error).__name__, error)
    else:
        print("fine")
    finally:
        print("finally")


attempt(lambda: {}["a"])
attempt(lambda: [][0])
attempt(lambda: 1 % 0)
attempt(lambda: undefined_name)
attempt(lambda: None)
attempt(lambda: int("z"))
try:
    try:
        raise ValueError("inner")
    except KeyError:
        print("no")
except ValueError as e:
    print("outer", e)
try:
    e
except NameError as error:
    print(error)
try:
    raise BaseException("base")
except Exception:
    print("no")
except BaseException as error:
    print(error)
