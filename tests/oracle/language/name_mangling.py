class A:
    def __init__(self):
        self.__secret = 1

    def reveal(self):
        return self.__secret


class B(A):
    def __init__(self):
        super().__init__()
        self.__secret = 2


b = B()
print(b.reveal(), sorted(b.__dict__))
try:
    b.__secret
except AttributeError as error:
    print(error)
