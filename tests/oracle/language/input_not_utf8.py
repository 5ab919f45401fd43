"""A byte of the input that is no character of UTF-8."""
try:
    input()
except UnicodeDecodeError as error:
    print(error)
