class AppError(Exception):
    """Everything of ours."""


class NotFound(AppError, KeyError):
    def __init__(self, name, code=404):
        super().__init__(name, code)
        self.name, self.code = name, code

    def __str__(self):
        return f"{self.name} not found ({self.code})"


try:
    raise NotFound("page")
except KeyError as error:
    print(error, repr(error), error.args, error.code, isinstance(error, AppError), AppError.__doc__)
print(str(KeyError("k")), str(ValueError()), str(ValueError("a", 1)), repr(ValueError("a", 1)), str(OSError(2, "gone")))
print([cls.__name__ for cls in NotFound.__mro__][:4], issubclass(NotFound, Exception), ValueError("x") == ValueError("x"))
try:
    raise NotFound
except TypeError as error:
    print(error)
try:
    raise AppError
except AppError as error:
    print(repr(error))
for wrong in (5, int, "text"):
    try:
        raise wrong
    except TypeError as error:
        print(error)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)
try:
    raise ValueError("x") from 5
except TypeError as error:
    print(error)
error = ValueError("kept")
error.add_note("a note")
print(error.__notes__, error.with_traceback(None) is error)
error.extra = 1
print(error.extra, error.__dict__)
