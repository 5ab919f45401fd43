# Python's timeit module for callables. Statements that are text would need exec().

import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


def _nothing():
    pass


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._stmt = self._callable(stmt, "stmt")
        self._setup = self._callable(setup, "setup")

    def _callable(self, given, name):
        if callable(given):
            return given
        if not isinstance(given, str):
            raise ValueError(f"{name} is neither a string nor callable")
        if given.strip() == "pass":
            return _nothing
        raise NotImplementedError(f"Threadbox times functions: give timeit a function or a lambda as {name}, not text")

    def timeit(self, number=default_number):
        self._setup()
        stmt, timer = self._stmt, self.timer
        begin = timer()
        for _ in range(number):
            stmt()
        return timer() - begin

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
