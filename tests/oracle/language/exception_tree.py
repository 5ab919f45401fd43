# Where the exceptions stand that few programs raise.

for cls in (BufferError, FloatingPointError, PythonFinalizationError, ReferenceError, StopAsyncIteration, SystemError, UnicodeError, Warning,
            DeprecationWarning, FutureWarning, ImportWarning, PendingDeprecationWarning, ResourceWarning, RuntimeWarning, SyntaxWarning,
            UserWarning):
    print([base.__name__ for base in cls.__mro__], repr(cls("said", 1)))

try:
    raise UserWarning("careful")
except Warning as warning:
    print(type(warning).__name__, warning)
