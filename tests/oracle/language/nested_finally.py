# Twenty levels of try in finally: each copy of a body in copies would be a million of them.
def deep(n):
    print("deep", n)
    try: pass
    finally:
        try: pass
        finally:
            try: pass
            finally:
                try: pass
                finally:
                    try: pass
                    finally:
                        try: pass
                        finally:
                            try: pass
                            finally:
                                try: pass
                                finally:
                                    try: pass
                                    finally:
                                        try: pass
                                        finally:
                                            try: n.missing
                                            finally:
                                                try: print("innermost")
                                                finally:
                                                    return n


def around(n):
    for i in range(n):
        try:
            try:
                1 / 0
            finally:
                return i
        finally:
            continue
    return "fell"


def broken(n):
    while True:
        try:
            with open_gate() as gate:
                return gate + n
        finally:
            break
    return "left"


class open_gate:
    def __enter__(self):
        return 1
    def __exit__(self, *problem):
        print("gate", problem)


def counted():
    for i in range(3):
        try:
            return (yield i)
        finally:
            if i < 2:
                continue
            break


class Names:
    try:
        raise ValueError(1)
    except ValueError as error:
        found = error.args
    finally:
        last = True


print(deep(3), around(3), broken(2), list(counted()), Names.found, Names.last, hasattr(Names, "error"))
