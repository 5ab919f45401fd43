class C:
    @property
    def value(self):
        return self._value

    def __str__(self):
        return f"C({self.value})"


print(C())
