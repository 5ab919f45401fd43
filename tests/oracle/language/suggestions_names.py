import traceback

counter, total_amount = 1, 2


class Account:
    def __init__(self):
        self.balance = 5

    def method(self):
        return balance

    def other(self, ballance):
        return balance


def f():
    local_value = 3
    return locel_value


def g(value):
    if value:
        late = 1
    return late


for attempt in (lambda: countre, lambda: total_amout, lambda: pritn(1), lambda: Acount(), lambda: zzzzz, lambda: Account().method(), lambda: Account().other(1), f, lambda: g(0), lambda: time.sleep(1), lambda: math.pi, lambda: queue, lambda: COUNTER,
                lambda: x, lambda: Tru, lambda: none, lambda: lenn([]), lambda: itertool, lambda: threading):
    try:
        attempt()
    except NameError as error:
        print(error)
        traceback.print_exc()
