"""input() without any input: EOFError."""
def ask(question):
    return input(question)


try:
    input()
except EOFError as error:
    print(error.args)
ask("Is anyone there? ")
