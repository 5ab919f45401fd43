class Card:
    order = {"J": 11, "Q": 12, "K": 13}

    def __init__(self, rank):
        self.rank = rank

    def value(self):
        return self.order.get(self.rank, 0) or int(self.rank)

    def __gt__(self, other):
        return self.value() > other.value()

    def __repr__(self):
        return self.rank


hand = [Card(r) for r in ("K", "2", "J", "10")]
print(sorted(hand, key=Card.value), max(hand), sorted(hand), min(hand, key=lambda c: c.value()))


class Incomparable:
    pass


try:
    sorted([Incomparable(), Incomparable()])
except TypeError as error:
    print(error)
try:
    max([Incomparable(), Incomparable()])
except TypeError as error:
    print(error)
