class Flag:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("asked")
        return self.value


yes, no = Flag(True), Flag(False)
print("if", 1 if yes else 2, 1 if no else 2)
print((yes and "and"), (no or "or"), not yes)
while no:
    print("never")
if yes and not no:
    print("both")
print(any([no, yes]), all([yes, no]), bool(yes), [x.value for x in (yes, no) if x])
assert yes
print(list(filter(None, [no, yes]))[0] is yes)


class Wrong:
    def __bool__(self):
        return 1


try:
    bool(Wrong())
except TypeError as error:
    print(error)
try:
    if Wrong():
        pass
except TypeError as error:
    print(error)


class Sized:
    def __len__(self):
        return -1


try:
    len(Sized())
except ValueError as error:
    print(error)
