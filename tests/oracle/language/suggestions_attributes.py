import traceback


class Account:
    limit = 3

    def __init__(self):
        self.balance = 5
        self._secret = 1
        self.__mangled = 2

    def deposit(self, amount):
        self.balnce += amount

    def hidden(self):
        return self.secret

    @property
    def broken(self):
        return self.blance


class Slots:
    __slots__ = ("first", "second")


account = Account()
for attempt in (lambda: account.balanc, lambda: account.Balance, lambda: account.depositt(1), lambda: account.deposit(1), lambda: account.secret, lambda: account.hidden(), lambda: account._secre, lambda: account.broken, lambda: Account.limt, lambda: Slots().frist, lambda: Slots().first,
                lambda: [].apend(1), lambda: "".uper(), lambda: {}.key(), lambda: (1).bit_lenght(), lambda: None.foo, lambda: account.zzzzzzz, lambda: [].push(1), lambda: traceback.print_ex(), lambda: len.x, lambda: (x for x in []).sendd(1), lambda: ValueError().arg, lambda: (1.5).is_intege()):
    try:
        attempt()
    except AttributeError as error:
        print(error, error.name)
        traceback.print_exc()
try:
    del account.balence
except AttributeError:
    traceback.print_exc()
try:
    getattr(account, "balanse")
except AttributeError:
    traceback.print_exc()
try:
    raise AttributeError("own words", name="limt", obj=account)
except AttributeError:
    traceback.print_exc()
